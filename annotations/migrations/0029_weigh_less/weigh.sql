-- As before, but where no claim has an assessment nothing is weighed: making a claim spent a third
-- of its time in the database on that.
CREATE OR REPLACE FUNCTION newsroom_weigh_anchors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM touched n
                   JOIN annotations_assessment s ON s.claim_id = n.claim_id) THEN
        RETURN NULL;
    END IF;
    PERFORM newsroom_weigh(ARRAY(
        SELECT DISTINCT n.claim_id FROM touched n
        JOIN annotations_revision r ON r.id = n.revision_id
        JOIN annotations_article a ON a.id = r.article_id AND a.current_revision_id = r.id));
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION newsroom_weigh_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM touched n
                   JOIN annotations_assessment s ON s.claim_id = n.claim_id) THEN
        RETURN NULL;
    END IF;
    PERFORM newsroom_weigh(ARRAY(SELECT DISTINCT n.claim_id FROM touched n));
    RETURN NULL;
END $$;
