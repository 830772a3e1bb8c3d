-- Something waits for a second person: review. Every asked question has a verdict that stands:
-- checked. A verdict needs another look: review. Else somebody is checking it.
CREATE FUNCTION newsroom_stage(claim bigint) RETURNS text LANGUAGE sql STABLE AS $$
SELECT CASE
    WHEN coalesce(bool_or(s.state = 'proposed'), false) THEN 'review'
    WHEN (NOT c.asks_said OR coalesce(bool_or(
            s.question = 'said' AND s.state = 'approved' AND NOT s.needs_another_look), false))
        AND (NOT c.asks_true OR coalesce(bool_or(
            s.question = 'true' AND s.state = 'approved' AND NOT s.needs_another_look), false))
        THEN 'checked'
    WHEN coalesce(bool_or(s.state = 'approved' AND s.needs_another_look), false) THEN 'review'
    ELSE 'checking' END
FROM annotations_claim c LEFT JOIN annotations_assessment s ON s.claim_id = c.id
WHERE c.id = claim GROUP BY c.id
$$;

-- Checked is what has a fresh verdict on all that it asks; it comes and goes with the verdicts.
CREATE FUNCTION newsroom_settle(touched bigint[]) RETURNS void LANGUAGE sql AS $$
UPDATE annotations_claim c
    SET stage = n.stage, version = c.version + 1
    FROM (SELECT id, CASE WHEN newsroom_stage(id) = 'checked' THEN 'checked'
                          WHEN stage IN ('review', 'checked') THEN 'review' ELSE stage END stage
          FROM annotations_claim WHERE id = ANY(touched)
              AND stage IN ('open', 'checking', 'review', 'checked')) n
    WHERE c.id = n.id AND c.stage <> n.stage
$$;

CREATE FUNCTION newsroom_settle_verdicts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_settle(ARRAY(
        SELECT DISTINCT n.claim_id FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE n.state = 'approved' AND o.state = 'approved'
            AND n.needs_another_look <> o.needs_another_look));
    RETURN NULL;
END $$;
CREATE TRIGGER assessment_settle AFTER UPDATE ON annotations_assessment
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_settle_verdicts();
