CREATE OR REPLACE TRIGGER assessment_awaits_insert AFTER INSERT ON annotations_assessment FOR EACH ROW
    WHEN (NEW.state = 'proposed' OR NEW.needs_another_look) EXECUTE FUNCTION newsroom_awaits();
CREATE OR REPLACE TRIGGER assessment_awaits_update AFTER UPDATE ON annotations_assessment FOR EACH ROW
    WHEN ((OLD.claim_id, OLD.state, OLD.needs_another_look, OLD.doubted_at, OLD.created_at,
            OLD.changers, OLD.rated_with_id)
        IS DISTINCT FROM (NEW.claim_id, NEW.state, NEW.needs_another_look, NEW.doubted_at,
            NEW.created_at, NEW.changers, NEW.rated_with_id))
    EXECUTE FUNCTION newsroom_awaits();
CREATE OR REPLACE TRIGGER assessment_awaits_delete AFTER DELETE ON annotations_assessment FOR EACH ROW
    WHEN (OLD.state = 'proposed' OR OLD.needs_another_look) EXECUTE FUNCTION newsroom_awaits();
