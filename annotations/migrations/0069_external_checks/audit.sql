-- What a desk keeps of others' checks is in the trail; what a check is found by is made of its words.
CREATE TRIGGER externalcheck_stamp BEFORE INSERT OR UPDATE ON annotations_externalcheck
    FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
CREATE TRIGGER externalcheck_audit_update AFTER UPDATE ON annotations_externalcheck
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER externalcheck_audit_delete AFTER DELETE ON annotations_externalcheck
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
SELECT newsroom_keep_inserts('externalcheck');
