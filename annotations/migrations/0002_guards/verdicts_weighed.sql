-- Whatever a verdict rests on is weighed again when it changes: who changed it is noted, versions
-- of what was shown rise, and a verdict needs another look for as long as it differs from what was
-- approved. Claims are locked before their assessments, as every verb does it.
CREATE FUNCTION newsroom_weigh(touched bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE weighed bigint[];
BEGIN
    weighed := ARRAY(
        SELECT c.id FROM annotations_claim c
        WHERE c.id = ANY(touched) AND EXISTS (
            SELECT FROM annotations_assessment s WHERE s.claim_id = c.id)
        ORDER BY c.id FOR NO KEY UPDATE);
    IF cardinality(weighed) = 0 THEN
        RETURN;
    END IF;
    -- Verdicts before proposals, which look at who changed the claim since the verdict.
    UPDATE annotations_assessment s
        SET version = s.version + 1
        WHERE s.claim_id = ANY(weighed) AND s.state = 'approved'
            AND s.digest <> newsroom_digest(s.claim_id, s.question);
    UPDATE annotations_assessment s
        SET version = s.version + 1
        WHERE s.claim_id = ANY(weighed) AND s.reviewer_id IS NULL
            AND s.digest <> newsroom_digest(s.claim_id, s.question);
    PERFORM newsroom_settle(weighed);
END $$;

CREATE FUNCTION newsroom_weigh_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_weigh(ARRAY(
        SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE (n.statement, n.date, n.asks_said, n.asks_true) IS DISTINCT FROM
              (o.statement, o.date, o.asks_said, o.asks_true)
            OR (n.stage = 'checked' AND o.stage <> 'checked')));
    RETURN NULL;
END $$;
CREATE TRIGGER claim_weigh AFTER UPDATE ON annotations_claim
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_weigh_claims();

CREATE FUNCTION newsroom_weigh_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_weigh(ARRAY(
        SELECT c.id FROM annotations_claim c
        JOIN new_rows n ON n.id = c.article_id JOIN old_rows o ON o.id = n.id
        WHERE n.current_revision_id IS DISTINCT FROM o.current_revision_id));
    RETURN NULL;
END $$;
CREATE TRIGGER article_weigh AFTER UPDATE ON annotations_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_weigh_article();

CREATE FUNCTION newsroom_weigh_entity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_weigh(ARRAY(
        SELECT DISTINCT t.claim_id FROM annotations_attributionstep t
        JOIN new_rows n ON n.id = t.entity_id JOIN old_rows o ON o.id = n.id
        WHERE n.name <> o.name));
    RETURN NULL;
END $$;
CREATE TRIGGER entity_weigh AFTER UPDATE ON annotations_entity
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_weigh_entity();

-- Anchors in other revisions than the current one say nothing; a correction writes many of them.
CREATE FUNCTION newsroom_weigh_anchors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_weigh(ARRAY(
        SELECT DISTINCT n.claim_id FROM touched n
        JOIN annotations_revision r ON r.id = n.revision_id
        JOIN annotations_article a ON a.id = r.article_id AND a.current_revision_id = r.id));
    RETURN NULL;
END $$;

CREATE FUNCTION newsroom_weigh_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_weigh(ARRAY(SELECT DISTINCT n.claim_id FROM touched n));
    RETURN NULL;
END $$;

DO $do$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['anchor', 'attributionstep', 'evidence'] LOOP
        EXECUTE format($$
            CREATE TRIGGER %1$s_weigh_insert AFTER INSERT ON annotations_%1$s
                REFERENCING NEW TABLE AS touched
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_weigh_%2$s();
            CREATE TRIGGER %1$s_weigh_update AFTER UPDATE ON annotations_%1$s
                REFERENCING NEW TABLE AS touched
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_weigh_%2$s();
            CREATE TRIGGER %1$s_weigh_delete AFTER DELETE ON annotations_%1$s
                REFERENCING OLD TABLE AS touched
                FOR EACH STATEMENT EXECUTE FUNCTION newsroom_weigh_%2$s();
        $$, name, CASE name WHEN 'anchor' THEN 'anchors' ELSE 'parts' END);
    END LOOP;
END $do$;
