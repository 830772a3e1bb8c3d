-- Each desk's row is a line of its own tree.
CREATE TRIGGER transfer_audit_update AFTER UPDATE ON annotations_transfer
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER transfer_audit_delete AFTER DELETE ON annotations_transfer
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
SELECT newsroom_keep_inserts('transfer');
