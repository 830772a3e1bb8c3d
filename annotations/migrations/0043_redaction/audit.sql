-- The trail tells of redactions as of any other row; the words that are to go stay out of it.
SELECT newsroom_keep_inserts('redaction');
CREATE TRIGGER redaction_audit_update AFTER UPDATE ON annotations_redaction
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER redaction_audit_delete AFTER DELETE ON annotations_redaction
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
