SELECT newsroom_keep_inserts('claimlink');
CREATE TRIGGER claimlink_audit_update AFTER UPDATE ON annotations_claimlink
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER claimlink_audit_delete AFTER DELETE ON annotations_claimlink
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
