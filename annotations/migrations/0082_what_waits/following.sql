-- Have the table follow these claims. Each is locked first: of two who write at once the second sees
-- what the first wrote.
CREATE FUNCTION newsroom_await(claims bigint[]) RETURNS void LANGUAGE plpgsql AS $$
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

CREATE FUNCTION newsroom_awaits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_await(CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.claim_id]
        WHEN 'DELETE' THEN ARRAY[OLD.claim_id] ELSE ARRAY[OLD.claim_id, NEW.claim_id] END);
    RETURN NULL;
END $$;

CREATE FUNCTION newsroom_claim_awaits() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE FUNCTION newsroom_article_awaits() RETURNS trigger LANGUAGE plpgsql AS $$
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

-- Places of claims are written by the thousand, and next to none of them waits.
CREATE TRIGGER anchor_awaits_insert AFTER INSERT ON annotations_anchor FOR EACH ROW
    WHEN (NEW.state <> 'exact' AND NEW.decision = '') EXECUTE FUNCTION newsroom_awaits();
CREATE TRIGGER anchor_awaits_update AFTER UPDATE ON annotations_anchor FOR EACH ROW
    WHEN ((OLD.state <> 'exact' AND OLD.decision = '') OR (NEW.state <> 'exact' AND NEW.decision = ''))
    EXECUTE FUNCTION newsroom_awaits();
CREATE TRIGGER anchor_awaits_delete AFTER DELETE ON annotations_anchor FOR EACH ROW
    WHEN (OLD.state <> 'exact' AND OLD.decision = '') EXECUTE FUNCTION newsroom_awaits();

CREATE TRIGGER assessment_awaits_insert AFTER INSERT ON annotations_assessment FOR EACH ROW
    WHEN (NEW.state = 'proposed' OR NEW.needs_another_look) EXECUTE FUNCTION newsroom_awaits();
CREATE TRIGGER assessment_awaits_update AFTER UPDATE ON annotations_assessment FOR EACH ROW
    WHEN ((OLD.claim_id, OLD.state, OLD.needs_another_look, OLD.doubted_at, OLD.created_at,
            OLD.changers, OLD.rated_with_id)
        IS DISTINCT FROM (NEW.claim_id, NEW.state, NEW.needs_another_look, NEW.doubted_at,
            NEW.created_at, NEW.changers, NEW.rated_with_id))
    EXECUTE FUNCTION newsroom_awaits();
CREATE TRIGGER assessment_awaits_delete AFTER DELETE ON annotations_assessment FOR EACH ROW
    WHEN (OLD.state = 'proposed' OR OLD.needs_another_look) EXECUTE FUNCTION newsroom_awaits();

CREATE TRIGGER replyrequest_awaits AFTER INSERT OR UPDATE OR DELETE ON annotations_replyrequest
    FOR EACH ROW EXECUTE FUNCTION newsroom_awaits();
CREATE TRIGGER doublecheck_awaits AFTER INSERT OR UPDATE OR DELETE ON annotations_doublecheck
    FOR EACH ROW EXECUTE FUNCTION newsroom_awaits();

CREATE TRIGGER claim_awaits_update AFTER UPDATE ON annotations_claim FOR EACH ROW
    WHEN ((OLD.desk_id, OLD.article_id, OLD.created_by_id)
            IS DISTINCT FROM (NEW.desk_id, NEW.article_id, NEW.created_by_id)
        OR (OLD.stage IN ('suggested', 'dismissed')) <> (NEW.stage IN ('suggested', 'dismissed')))
    EXECUTE FUNCTION newsroom_claim_awaits();
CREATE TRIGGER claim_awaits_delete AFTER DELETE ON annotations_claim
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_claim_awaits();
CREATE TRIGGER claim_awaits_truncate AFTER TRUNCATE ON annotations_claim
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_claim_awaits();
CREATE TRIGGER article_awaits AFTER UPDATE ON annotations_article FOR EACH ROW
    WHEN (OLD.current_revision_id <> NEW.current_revision_id)
    EXECUTE FUNCTION newsroom_article_awaits();
