-- What changes a check is in the trail, moves `updated_at`, and is weighed as evidence is.
DO $do$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['checkquestion', 'checkanswer', 'answerevidence'] LOOP
        PERFORM newsroom_keep_inserts(name);
        EXECUTE format($$
            CREATE TRIGGER %1$s_audit_update AFTER UPDATE ON annotations_%1$s
                REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
            CREATE TRIGGER %1$s_audit_delete AFTER DELETE ON annotations_%1$s
                REFERENCING OLD TABLE AS old_rows
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
            CREATE TRIGGER %1$s_weigh_insert AFTER INSERT ON annotations_%1$s
                REFERENCING NEW TABLE AS touched
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_weigh_parts();
            CREATE TRIGGER %1$s_weigh_update AFTER UPDATE ON annotations_%1$s
                REFERENCING NEW TABLE AS touched
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_weigh_parts();
            CREATE TRIGGER %1$s_weigh_delete AFTER DELETE ON annotations_%1$s
                REFERENCING OLD TABLE AS touched
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_weigh_parts();
            CREATE TRIGGER %1$s_weigh_left AFTER UPDATE OF claim_id ON annotations_%1$s
                FOR EACH ROW WHEN (OLD.claim_id IS DISTINCT FROM NEW.claim_id)
                EXECUTE FUNCTION newsroom_weigh_left();
        $$, name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['checkquestion', 'checkanswer'] LOOP
        EXECUTE format($$
            CREATE TRIGGER %1$s_stamp BEFORE INSERT OR UPDATE ON annotations_%1$s
                FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
        $$, name);
    END LOOP;
END $do$;
