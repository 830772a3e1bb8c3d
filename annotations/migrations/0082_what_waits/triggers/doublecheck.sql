CREATE OR REPLACE TRIGGER doublecheck_awaits_insert AFTER INSERT ON annotations_doublecheck
    FOR EACH ROW WHEN (NEW.state IN ('rating', 'differing')) EXECUTE FUNCTION newsroom_awaits();
CREATE OR REPLACE TRIGGER doublecheck_awaits_update AFTER UPDATE ON annotations_doublecheck
    FOR EACH ROW WHEN ((OLD.claim_id, OLD.state, OLD.revealed_at, OLD.created_at)
        IS DISTINCT FROM (NEW.claim_id, NEW.state, NEW.revealed_at, NEW.created_at))
    EXECUTE FUNCTION newsroom_awaits();
CREATE OR REPLACE TRIGGER doublecheck_awaits_delete AFTER DELETE ON annotations_doublecheck
    FOR EACH ROW WHEN (OLD.state IN ('rating', 'differing')) EXECUTE FUNCTION newsroom_awaits();
