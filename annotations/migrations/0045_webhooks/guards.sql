-- Who adds, pauses and removes a receiver is in the trail. Messages are a log of their own.
CREATE TRIGGER webhook_stamp BEFORE INSERT OR UPDATE ON annotations_webhook
    FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
CREATE TRIGGER webhook_audit_update AFTER UPDATE ON annotations_webhook
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER webhook_audit_delete AFTER DELETE ON annotations_webhook
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
SELECT newsroom_keep_inserts('webhook');
