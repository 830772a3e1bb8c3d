-- Have the table follow these claims. Each is locked first: of two who write at once the second sees
-- what the first wrote.
CREATE OR REPLACE FUNCTION newsroom_await(claims bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM annotations_claim WHERE id = ANY(claims) ORDER BY id FOR NO KEY UPDATE;
    WITH awaited AS MATERIALIZED (SELECT * FROM newsroom_awaited(claims)), gone AS (
        DELETE FROM newsroom_waiting w WHERE w.claim_id = ANY(claims)
            AND NOT EXISTS (SELECT FROM awaited a WHERE (a.claim_id, a.kind) = (w.claim_id, w.kind))
    )
    INSERT INTO newsroom_waiting AS w SELECT * FROM awaited
    ON CONFLICT (claim_id, kind) DO UPDATE SET since = excluded.since, desk_id = excluded.desk_id,
        article_id = excluded.article_id, created_by_id = excluded.created_by_id
    WHERE (w.since, w.desk_id, w.article_id, w.created_by_id) IS DISTINCT FROM
        (excluded.since, excluded.desk_id, excluded.article_id, excluded.created_by_id);
END $$;

CREATE OR REPLACE FUNCTION newsroom_awaits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_await(CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.claim_id]
        WHEN 'DELETE' THEN ARRAY[OLD.claim_id] ELSE ARRAY[OLD.claim_id, NEW.claim_id] END);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION newsroom_claim_awaits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM newsroom_waiting;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM newsroom_waiting WHERE claim_id IN (SELECT id FROM old_rows);
    ELSE
        PERFORM newsroom_await(ARRAY[NEW.id]);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION newsroom_article_awaits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    claims bigint[] := ARRAY(SELECT DISTINCT claim_id FROM annotations_anchor
        WHERE revision_id IN (OLD.current_revision_id, NEW.current_revision_id)
            AND state IN ('changed', 'orphaned') AND decision = '');
BEGIN
    IF cardinality(claims) > 0 THEN
        PERFORM newsroom_await(claims);
    END IF;
    RETURN NULL;
END $$;
