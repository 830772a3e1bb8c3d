-- Which keys signed bundles is in the trail; bundles themselves are made of rows that are there.
CREATE TRIGGER bundlekey_stamp BEFORE INSERT OR UPDATE ON annotations_bundlekey
    FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
CREATE TRIGGER bundlekey_audit_update AFTER UPDATE ON annotations_bundlekey
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER bundlekey_audit_delete AFTER DELETE ON annotations_bundlekey
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
SELECT newsroom_keep_inserts('bundlekey');
SELECT newsroom_keep_inserts('publicpages');
