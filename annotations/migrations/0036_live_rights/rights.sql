-- Whichever door a right goes by, the streams of who had it are told (annotations/live/).
CREATE FUNCTION newsroom_tell_rights() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'django_session' THEN
        -- Its digest: everybody who may listen could read the key (models/notice.py).
        PERFORM pg_notify('newsroom', json_build_object('kind', 'rights', 'session',
            encode(sha256(convert_to(OLD.session_key, 'UTF8')), 'hex'))::text);
    ELSIF TG_TABLE_NAME = 'annotations_membership' THEN
        PERFORM pg_notify('newsroom', json_build_object('kind', 'rights', 'person',
            coalesce(NEW.user_id, OLD.user_id))::text);
    ELSE
        PERFORM pg_notify('newsroom', json_build_object('kind', 'rights', 'person', NEW.id)::text);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER session_tell_rights AFTER DELETE ON django_session
    FOR EACH ROW EXECUTE FUNCTION newsroom_tell_rights();
CREATE TRIGGER membership_tell_rights AFTER INSERT OR UPDATE OR DELETE ON annotations_membership
    FOR EACH ROW EXECUTE FUNCTION newsroom_tell_rights();
CREATE TRIGGER user_tell_rights AFTER UPDATE OF is_active, is_superuser, password ON annotations_user
    FOR EACH ROW EXECUTE FUNCTION newsroom_tell_rights();

DO $do$
BEGIN
    EXECUTE format('ALTER FUNCTION newsroom_tell_rights() SET search_path = %I, pg_temp', current_schema());
END $do$;
