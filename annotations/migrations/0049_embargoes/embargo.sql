-- Who is put under embargo by whom, and until when, is in the trail.
CREATE TRIGGER embargo_stamp BEFORE INSERT OR UPDATE ON annotations_embargo
    FOR EACH ROW EXECUTE FUNCTION newsroom_stamp();
CREATE TRIGGER embargo_audit_update AFTER UPDATE ON annotations_embargo
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
CREATE TRIGGER embargo_audit_delete AFTER DELETE ON annotations_embargo
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_audit();
SELECT newsroom_keep_inserts('embargo');

-- The articles that a person may not see although they are on the desk. Everything that asks what
-- somebody may see asks this: there is no other rule.
CREATE FUNCTION newsroom_hidden(person bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN ARRAY(
        SELECT e.article_id FROM annotations_embargo e
        JOIN annotations_article a ON a.id = e.article_id
        WHERE (e.until IS NULL OR e.until > statement_timestamp())
            AND person <> ALL (e.people)
            AND NOT EXISTS (
                SELECT FROM annotations_membership m
                WHERE m.user_id = person AND m.desk_id = a.desk_id AND m.role = 'editor')
            AND NOT EXISTS (
                SELECT FROM annotations_user u WHERE u.id = person AND u.is_superuser)
        ORDER BY e.article_id);
END $$;

-- Whichever door it comes by, the streams of the desk ask anew what they may tell
-- (annotations/live/).
CREATE FUNCTION newsroom_tell_embargo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('newsroom', json_build_object('kind', 'rights', 'desk', a.desk_id)::text)
    FROM annotations_article a WHERE a.id = coalesce(NEW.article_id, OLD.article_id);
    RETURN NULL;
END $$;
CREATE TRIGGER embargo_tell_rights AFTER INSERT OR UPDATE OR DELETE ON annotations_embargo
    FOR EACH ROW EXECUTE FUNCTION newsroom_tell_embargo();

DO $do$
DECLARE ours text;
BEGIN
    FOREACH ours IN ARRAY ARRAY['newsroom_hidden(bigint)', 'newsroom_tell_embargo()'] LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', ours, current_schema());
    END LOOP;
END $do$;
