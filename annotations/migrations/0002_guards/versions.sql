-- A claim's version rises with all it shows: names of speakers, words of ratings and who has it
-- are written elsewhere. Claims are locked first and in one order, as every verb locks them.
CREATE FUNCTION newsroom_raise_claims(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    UPDATE annotations_claim c SET version = c.version + 1
    FROM (SELECT id FROM annotations_claim WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE) l
    WHERE c.id = l.id;
$$;

CREATE FUNCTION newsroom_speaker_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_raise_claims(ARRAY(
        SELECT claim_id FROM annotations_attributionstep WHERE entity_id = NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER entity_renamed AFTER UPDATE ON annotations_entity
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)
    EXECUTE FUNCTION newsroom_speaker_renamed();

-- A reworded rating touches the claims that show it, and no history.
CREATE FUNCTION newsroom_rating_reworded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM annotations_claim WHERE id IN (
            SELECT claim_id FROM annotations_assessment
            WHERE rating_id = NEW.id AND state IN ('proposed', 'approved'))
        ORDER BY id FOR NO KEY UPDATE;
    PERFORM newsroom_raise_claims(ARRAY(
        SELECT claim_id FROM annotations_assessment
        WHERE rating_id = NEW.id AND state = 'approved'));
    UPDATE annotations_assessment SET version = version + 1
        WHERE rating_id = NEW.id AND state IN ('proposed', 'approved');
    RETURN NULL;
END $$;
CREATE TRIGGER rating_reworded AFTER UPDATE ON annotations_rating
    FOR EACH ROW WHEN ((OLD.slug, OLD.label, OLD.value)
                       IS DISTINCT FROM (NEW.slug, NEW.label, NEW.value))
    EXECUTE FUNCTION newsroom_rating_reworded();

CREATE FUNCTION newsroom_raise_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_left_alone BEFORE UPDATE ON annotations_claim
    FOR EACH ROW WHEN (OLD.assignee_id IS DISTINCT FROM NEW.assignee_id
                       AND NEW.version = OLD.version)
    EXECUTE FUNCTION newsroom_raise_version();
CREATE TRIGGER mention_left_alone BEFORE UPDATE ON annotations_mention
    FOR EACH ROW WHEN (OLD.entity_id IS DISTINCT FROM NEW.entity_id
                       AND NEW.version = OLD.version)
    EXECUTE FUNCTION newsroom_raise_version();
