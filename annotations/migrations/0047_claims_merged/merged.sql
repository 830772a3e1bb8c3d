-- A claim is merged into one of its article that was not merged itself: an address leads on in one
-- step. Looked at when the transaction ends, for undo leads a chain back row by row.
CREATE FUNCTION newsroom_claim_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM annotations_claim n JOIN annotations_claim t ON t.id = n.merged_into_id
               WHERE n.id = NEW.id AND (
                   t.article_id <> n.article_id OR t.merged_into_id IS NOT NULL
                   OR EXISTS (SELECT FROM annotations_claim o WHERE o.merged_into_id = n.id))) THEN
        RAISE EXCEPTION 'A claim is merged into one of its article that stands.'
            USING ERRCODE = '23514', CONSTRAINT = 'claim_merged_into_standing';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_merged AFTER INSERT OR UPDATE OF merged_into_id, article_id
    ON annotations_claim DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL)
    EXECUTE FUNCTION newsroom_claim_merged();

-- Nobody approves a verdict of a claim that was merged: it would be lost to who reads.
CREATE FUNCTION newsroom_refuse_merged_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM annotations_claim c
               WHERE c.id = NEW.claim_id AND c.merged_into_id IS NOT NULL) THEN
        RAISE EXCEPTION 'This claim was merged into another one.'
            USING ERRCODE = '23514', CONSTRAINT = 'assessment_of_standing_claim';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assessment_of_standing_claim BEFORE INSERT OR UPDATE OF state
    ON annotations_assessment FOR EACH ROW WHEN (NEW.state = 'approved')
    EXECUTE FUNCTION newsroom_refuse_merged_verdict();

SELECT newsroom_keep_inserts('claim');
