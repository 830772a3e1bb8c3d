CREATE OR REPLACE TRIGGER claim_awaits_update AFTER UPDATE ON annotations_claim FOR EACH ROW
    WHEN ((OLD.desk_id, OLD.article_id, OLD.created_by_id)
            IS DISTINCT FROM (NEW.desk_id, NEW.article_id, NEW.created_by_id)
        OR (OLD.stage IN ('suggested', 'dismissed')) <> (NEW.stage IN ('suggested', 'dismissed')))
    EXECUTE FUNCTION newsroom_claim_awaits();
CREATE OR REPLACE TRIGGER claim_awaits_delete AFTER DELETE ON annotations_claim
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_claim_awaits();
CREATE OR REPLACE TRIGGER claim_awaits_truncate AFTER TRUNCATE ON annotations_claim
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_claim_awaits();
