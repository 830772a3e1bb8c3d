-- Who rates, when both were in and what an editor decided is in the trail.
DO $do$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['doublecheck', 'blindrating'] LOOP
        EXECUTE format($$
            CREATE TRIGGER %1$s_stamp BEFORE INSERT OR UPDATE ON annotations_%1$s
                FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
            CREATE TRIGGER %1$s_audit_update AFTER UPDATE ON annotations_%1$s
                REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
            CREATE TRIGGER %1$s_audit_delete AFTER DELETE ON annotations_%1$s
                REFERENCING OLD TABLE AS old_rows
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
        $$, name);
        PERFORM newsroom_keep_inserts(name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['desk', 'claimlabel', 'assessment'] LOOP
        PERFORM newsroom_keep_inserts(name);
    END LOOP;
END $do$;
