-- The name of each claim's claimant, for lists that are sorted by it. It follows from the attribution,
-- which the trail keeps, so it stays out of the trail.
DO $do$
DECLARE
    kept text[] := newsroom_left_out();
BEGIN
    EXECUTE format(
        'CREATE OR REPLACE FUNCTION newsroom_left_out() RETURNS text[] LANGUAGE sql IMMUTABLE'
        ' AS $body$ SELECT %L::text[] $body$', kept || ARRAY['claimant']);
END $do$;

CREATE FUNCTION newsroom_name_claimants(claims bigint[]) RETURNS void LANGUAGE sql AS $$
    UPDATE annotations_claim c SET claimant = n.name
    FROM (
        SELECT one.id, coalesce(left(lower(coalesce(e.name, t.name)), 100), '') AS name
        FROM unnest(claims) one(id)
            LEFT JOIN annotations_attributionstep t ON t.claim_id = one.id AND t.position = 0
            LEFT JOIN annotations_entity e ON e.id = t.entity_id
    ) n
    WHERE c.id = n.id AND c.claimant <> n.name;
$$;

CREATE FUNCTION newsroom_attributed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    claims bigint[];
BEGIN
    IF TG_OP = 'DELETE' THEN
        claims := ARRAY(SELECT claim_id FROM old_rows WHERE position = 0);
    ELSIF TG_OP = 'INSERT' THEN
        claims := ARRAY(SELECT claim_id FROM new_rows WHERE position = 0);
    ELSE
        claims := ARRAY(SELECT claim_id FROM new_rows WHERE position = 0
                        UNION SELECT claim_id FROM old_rows WHERE position = 0);
    END IF;
    IF cardinality(claims) > 0 THEN
        PERFORM newsroom_name_claimants(claims);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER attributionstep_named_insert AFTER INSERT ON annotations_attributionstep
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_attributed();
CREATE TRIGGER attributionstep_named_update AFTER UPDATE ON annotations_attributionstep
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_attributed();
CREATE TRIGGER attributionstep_named_delete AFTER DELETE ON annotations_attributionstep
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_attributed();

CREATE FUNCTION newsroom_claimant_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_name_claimants(ARRAY(
        SELECT claim_id FROM annotations_attributionstep
        WHERE entity_id = NEW.id AND position = 0));
    RETURN NULL;
END $$;

CREATE TRIGGER entity_claimant_renamed AFTER UPDATE OF name ON annotations_entity
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)
    EXECUTE FUNCTION newsroom_claimant_renamed();

DO $do$
DECLARE guard text;
BEGIN
    FOREACH guard IN ARRAY ARRAY[
        'newsroom_name_claimants(bigint[])', 'newsroom_attributed()', 'newsroom_claimant_renamed()'
    ] LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', guard, current_schema());
    END LOOP;
END $do$;

SELECT newsroom_keep_inserts('claim');
