-- A claim that is new has no terms yet: they are put in by one statement. Looking for old ones, and
-- for a conflict, fired the triggers of three more changes, of no row each.
CREATE OR REPLACE FUNCTION newsroom_claims_worded() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    claims bigint[];
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM newsroom_claim_terms;
        RETURN NULL;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM newsroom_claim_terms WHERE claim_id IN (SELECT id FROM old_rows);
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT FROM new_rows WHERE stage NOT IN ('suggested', 'dismissed')) THEN
            INSERT INTO newsroom_claim_terms (claim_id, terms)
            SELECT n.id, newsroom_terms(n.search, a.language)
            FROM new_rows n JOIN annotations_article a ON a.id = n.article_id
            WHERE n.stage NOT IN ('suggested', 'dismissed');
        END IF;
        RETURN NULL;
    ELSIF TG_TABLE_NAME = 'annotations_article' THEN
        claims := ARRAY(SELECT id FROM annotations_claim WHERE article_id = NEW.id);
    ELSE
        claims := ARRAY[NEW.id];
    END IF;
    IF cardinality(claims) > 0 THEN
        PERFORM newsroom_write_terms(claims);
    END IF;
    RETURN NULL;
END $$;
