SELECT newsroom_keep_inserts('sourcemerge'), newsroom_keep_inserts('source'),
    newsroom_keep_inserts('evidence');
CREATE TRIGGER sourcemerge_audit_update AFTER UPDATE ON annotations_sourcemerge
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER sourcemerge_audit_delete AFTER DELETE ON annotations_sourcemerge
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
