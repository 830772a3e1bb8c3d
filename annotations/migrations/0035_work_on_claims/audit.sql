-- The new tables and columns are of the trail.
DO $do$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['claimlabel', 'labelling', 'watch', 'savedfilter'] LOOP
        PERFORM newsroom_keep_inserts(name);
        EXECUTE format($$
            CREATE TRIGGER %1$s_audit_update AFTER UPDATE ON annotations_%1$s
                REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
            CREATE TRIGGER %1$s_audit_delete AFTER DELETE ON annotations_%1$s
                REFERENCING OLD TABLE AS old_rows
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
        $$, name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['claimlabel', 'savedfilter'] LOOP
        EXECUTE format($$
            CREATE TRIGGER %1$s_stamp BEFORE INSERT OR UPDATE ON annotations_%1$s
                FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
        $$, name);
    END LOOP;
    PERFORM newsroom_keep_inserts('claim');
    PERFORM newsroom_keep_inserts('user');
END $do$;
