-- What moves from one claim to another changes both; the triggers of statements weigh where it came.
CREATE FUNCTION newsroom_weigh_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_weigh(ARRAY[OLD.claim_id]);
    RETURN NULL;
END $$;
DO $do$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['anchor', 'attributionstep', 'evidence'] LOOP
        EXECUTE format($$
            CREATE TRIGGER %1$s_weigh_left AFTER UPDATE OF claim_id ON annotations_%1$s
                FOR EACH ROW WHEN (OLD.claim_id IS DISTINCT FROM NEW.claim_id)
                EXECUTE FUNCTION newsroom_weigh_left();
        $$, name);
    END LOOP;
END $do$;
