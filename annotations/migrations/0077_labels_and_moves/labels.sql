-- A claim shows the names of its labels: another one raises its version, as that of a speaker does.
CREATE FUNCTION newsroom_label_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_raise_claims(ARRAY(
        SELECT claim_id FROM annotations_labelling WHERE label_id = NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER label_renamed AFTER UPDATE ON annotations_claimlabel
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)
    EXECUTE FUNCTION newsroom_label_renamed();

DO $do$
BEGIN
    EXECUTE format(
        'ALTER FUNCTION newsroom_label_renamed() SET search_path = %I, pg_temp', current_schema());
END $do$;
