-- Whatever writes a claim, its terms follow.
CREATE FUNCTION newsroom_write_terms(claims bigint[]) RETURNS void LANGUAGE sql AS $$
    DELETE FROM newsroom_claim_terms w USING annotations_claim c
    WHERE w.claim_id = ANY(claims) AND c.id = w.claim_id AND c.stage IN ('suggested', 'dismissed');

    INSERT INTO newsroom_claim_terms AS w (claim_id, terms)
    SELECT c.id, newsroom_terms(c.search, a.language)
    FROM annotations_claim c JOIN annotations_article a ON a.id = c.article_id
    WHERE c.id = ANY(claims) AND c.stage NOT IN ('suggested', 'dismissed')
    ON CONFLICT (claim_id) DO UPDATE SET terms = excluded.terms WHERE w.terms <> excluded.terms;
$$;

CREATE FUNCTION newsroom_claims_worded() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    claims bigint[];
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM newsroom_claim_terms;
        RETURN NULL;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM newsroom_claim_terms WHERE claim_id IN (SELECT id FROM old_rows);
        RETURN NULL;
    ELSIF TG_TABLE_NAME = 'annotations_article' THEN
        claims := ARRAY(SELECT id FROM annotations_claim WHERE article_id = NEW.id);
    ELSIF TG_OP = 'INSERT' THEN
        claims := ARRAY(SELECT id FROM new_rows WHERE stage NOT IN ('suggested', 'dismissed'));
    ELSE
        claims := ARRAY[NEW.id];
    END IF;
    IF cardinality(claims) > 0 THEN
        PERFORM newsroom_write_terms(claims);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER claim_worded_insert AFTER INSERT ON annotations_claim
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_claims_worded();
CREATE TRIGGER claim_worded_update AFTER UPDATE ON annotations_claim
    FOR EACH ROW WHEN (OLD.search IS DISTINCT FROM NEW.search
        OR (OLD.stage IN ('suggested', 'dismissed')) <> (NEW.stage IN ('suggested', 'dismissed')))
    EXECUTE FUNCTION newsroom_claims_worded();
CREATE TRIGGER claim_worded_delete AFTER DELETE ON annotations_claim
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION newsroom_claims_worded();
CREATE TRIGGER claim_worded_truncate AFTER TRUNCATE ON annotations_claim
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_claims_worded();
CREATE TRIGGER article_language_worded AFTER UPDATE ON annotations_article
    FOR EACH ROW WHEN (OLD.language <> NEW.language) EXECUTE FUNCTION newsroom_claims_worded();
