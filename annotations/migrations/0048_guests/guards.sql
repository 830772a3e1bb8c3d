-- Who invites, every opening and every answer is in the trail.
CREATE TRIGGER guestlink_stamp BEFORE INSERT OR UPDATE ON annotations_guestlink
    FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
CREATE TRIGGER guestlink_audit_update AFTER UPDATE ON annotations_guestlink
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER guestlink_audit_delete AFTER DELETE ON annotations_guestlink
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
SELECT newsroom_keep_inserts('guestlink');
