-- Since when a claim is in its stage and when it became work, whatever moved it. Derived from the
-- stages, which the trail keeps, so it stays out of the trail.
DO $do$
DECLARE
    kept text[] := newsroom_left_out();
BEGIN
    EXECUTE format(
        'CREATE OR REPLACE FUNCTION newsroom_left_out() RETURNS text[] LANGUAGE sql IMMUTABLE'
        ' AS $body$ SELECT %L::text[] $body$', kept || ARRAY['stage_since', 'opened_at']);
END $do$;

CREATE FUNCTION newsroom_claim_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.stage <> 'suggested' THEN
            NEW.opened_at := coalesce(NEW.opened_at, NEW.created_at);
        END IF;
    ELSIF NEW.stage <> OLD.stage THEN
        NEW.stage_since := clock_timestamp();
        IF NEW.stage = 'suggested' THEN
            NEW.opened_at := NULL;
        ELSIF OLD.stage = 'suggested' AND NEW.stage <> 'dismissed'
            OR OLD.stage IN ('checked', 'dismissed') AND NEW.stage = 'open' THEN
            NEW.opened_at := clock_timestamp();
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER claim_moved_insert BEFORE INSERT ON annotations_claim
    FOR EACH ROW EXECUTE FUNCTION newsroom_claim_moved();
CREATE TRIGGER claim_moved_update BEFORE UPDATE ON annotations_claim
    FOR EACH ROW WHEN (NEW.stage IS DISTINCT FROM OLD.stage)
    EXECUTE FUNCTION newsroom_claim_moved();

DO $do$
BEGIN
    EXECUTE format('ALTER FUNCTION newsroom_claim_moved() SET search_path = %I, pg_temp',
                   current_schema());
END $do$;

SELECT newsroom_keep_inserts('claim'), newsroom_keep_inserts('desk');
