-- Who published what, who took it down, and what became of readers' requests is in the trail.
CREATE TRIGGER publicpages_stamp BEFORE INSERT OR UPDATE ON annotations_publicpages
    FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
CREATE TRIGGER publicpages_audit_update AFTER UPDATE ON annotations_publicpages
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER publicpages_audit_delete AFTER DELETE ON annotations_publicpages
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
SELECT newsroom_keep_inserts('publicpages');
CREATE TRIGGER publication_stamp BEFORE INSERT OR UPDATE ON annotations_publication
    FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
CREATE TRIGGER publication_audit_update AFTER UPDATE ON annotations_publication
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER publication_audit_delete AFTER DELETE ON annotations_publication
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
SELECT newsroom_keep_inserts('publication');
CREATE TRIGGER publishedverdict_stamp BEFORE INSERT OR UPDATE ON annotations_publishedverdict
    FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
CREATE TRIGGER publishedverdict_audit_update AFTER UPDATE ON annotations_publishedverdict
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER publishedverdict_audit_delete AFTER DELETE ON annotations_publishedverdict
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
SELECT newsroom_keep_inserts('publishedverdict');
CREATE TRIGGER correctionrequest_stamp BEFORE INSERT OR UPDATE ON annotations_correctionrequest
    FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
CREATE TRIGGER correctionrequest_audit_update AFTER UPDATE ON annotations_correctionrequest
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER correctionrequest_audit_delete AFTER DELETE ON annotations_correctionrequest
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
SELECT newsroom_keep_inserts('correctionrequest');
