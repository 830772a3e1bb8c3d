-- Who is asked or has it is of no matter, nor is a request that has no deadline and no outcome.
CREATE OR REPLACE TRIGGER replyrequest_awaits_insert AFTER INSERT ON annotations_replyrequest
    FOR EACH ROW WHEN (NEW.deadline IS NOT NULL OR NEW.outcome <> '') EXECUTE FUNCTION newsroom_awaits();
CREATE OR REPLACE TRIGGER replyrequest_awaits_update AFTER UPDATE ON annotations_replyrequest
    FOR EACH ROW WHEN ((OLD.claim_id, OLD.kind, OLD.deadline, OLD.replied_at, OLD.confirmed_at,
            OLD.outcome, OLD.outcome_at, OLD.asked_at)
        IS DISTINCT FROM (NEW.claim_id, NEW.kind, NEW.deadline, NEW.replied_at, NEW.confirmed_at,
            NEW.outcome, NEW.outcome_at, NEW.asked_at))
    EXECUTE FUNCTION newsroom_awaits();
CREATE OR REPLACE TRIGGER replyrequest_awaits_delete AFTER DELETE ON annotations_replyrequest
    FOR EACH ROW WHEN (OLD.deadline IS NOT NULL OR OLD.outcome <> '') EXECUTE FUNCTION newsroom_awaits();
