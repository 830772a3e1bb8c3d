-- Places of claims are written by the thousand, and next to none of them waits.
CREATE OR REPLACE TRIGGER anchor_awaits_insert AFTER INSERT ON annotations_anchor FOR EACH ROW
    WHEN (NEW.state <> 'exact' AND NEW.decision = '') EXECUTE FUNCTION newsroom_awaits();
CREATE OR REPLACE TRIGGER anchor_awaits_update AFTER UPDATE ON annotations_anchor FOR EACH ROW
    WHEN ((OLD.state <> 'exact' AND OLD.decision = '') OR (NEW.state <> 'exact' AND NEW.decision = ''))
    EXECUTE FUNCTION newsroom_awaits();
CREATE OR REPLACE TRIGGER anchor_awaits_delete AFTER DELETE ON annotations_anchor FOR EACH ROW
    WHEN (OLD.state <> 'exact' AND OLD.decision = '') EXECUTE FUNCTION newsroom_awaits();
