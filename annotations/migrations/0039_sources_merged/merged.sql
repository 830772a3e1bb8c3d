-- Nothing rests on a source that was merged: evidence that comes to it, through whatever door, rests
-- on the one it is now, and remembers as what it was cited. Who merges at this moment is waited for.
CREATE FUNCTION newsroom_evidence_led_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    led bigint;
BEGIN
    SELECT merged_into_id INTO led FROM annotations_source WHERE id = NEW.source_id FOR SHARE;
    IF led IS NOT NULL THEN
        NEW.cited_id := coalesce(NEW.cited_id, NEW.source_id);
        NEW.source_id := led;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER evidence_led_on BEFORE INSERT OR UPDATE OF source_id ON annotations_evidence
    FOR EACH ROW EXECUTE FUNCTION newsroom_evidence_led_on();

-- A source is merged into one of its own desk that stands: every address leads on in one step.
CREATE FUNCTION newsroom_source_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM annotations_source t WHERE t.id = NEW.merged_into_id
               AND (t.desk_id <> NEW.desk_id OR t.merged_into_id IS NOT NULL))
    OR EXISTS (SELECT FROM annotations_source t WHERE t.merged_into_id = NEW.id) THEN
        RAISE EXCEPTION 'A source is merged into one of its desk that stands.'
            USING ERRCODE = '23514', CONSTRAINT = 'source_merged_into_standing';
    END IF;
    RETURN NEW;
END $$;
CREATE CONSTRAINT TRIGGER source_merged AFTER INSERT OR UPDATE OF merged_into_id, desk_id
    ON annotations_source DEFERRABLE INITIALLY IMMEDIATE
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL)
    EXECUTE FUNCTION newsroom_source_merged();
