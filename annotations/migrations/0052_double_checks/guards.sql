-- Two ratings stay sealed until both are in, whatever writes; then nobody rewords theirs.
CREATE FUNCTION newsroom_guard_double_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    handed_in integer;
    ratings integer;
BEGIN
    IF TG_OP = 'UPDATE' AND ((NEW.claim_id, NEW.question) IS DISTINCT FROM
                             (OLD.claim_id, OLD.question)
            OR (OLD.revealed_at IS NOT NULL AND NEW.revealed_at IS NULL)) THEN
        RAISE EXCEPTION 'A double check stays with its claim, and what was opened stays open.'
            USING ERRCODE = '23514', CONSTRAINT = 'double_check_stays';
    END IF;
    IF NEW.revealed_at IS NULL OR (TG_OP = 'UPDATE' AND OLD.revealed_at IS NOT NULL) THEN
        RETURN NEW;
    END IF;
    SELECT count(*), count(DISTINCT r.rating_id) INTO handed_in, ratings
        FROM annotations_blindrating r
        WHERE r.double_check_id = NEW.id AND r.handed_in_at IS NOT NULL;
    IF handed_in <> 2 OR (ratings = 1) <> (NEW.state = 'agreed') THEN
        RAISE EXCEPTION 'Ratings are opened when both are in, and agree when they are the same.'
            USING ERRCODE = '23514', CONSTRAINT = 'double_check_both_in';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER double_check_guard BEFORE INSERT OR UPDATE ON annotations_doublecheck
    FOR EACH ROW EXECUTE FUNCTION newsroom_guard_double_check();

CREATE FUNCTION newsroom_guard_blind_rating() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    one annotations_doublecheck;
BEGIN
    SELECT * INTO one FROM annotations_doublecheck d WHERE d.id = NEW.double_check_id;
    IF one.state <> 'rating' OR (TG_OP = 'UPDATE' AND (NEW.double_check_id, NEW.rater_id)
            IS DISTINCT FROM (OLD.double_check_id, OLD.rater_id)) THEN
        RAISE EXCEPTION 'What was handed in stays as it was, and whose it was.'
            USING ERRCODE = '23514', CONSTRAINT = 'blind_rating_stays';
    END IF;
    IF NEW.rating_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM annotations_rating r
            WHERE r.id = NEW.rating_id AND r.question = one.question) THEN
        RAISE EXCEPTION 'A rating is of the scale of its question.'
            USING ERRCODE = '23514', CONSTRAINT = 'blind_rating_of_scale';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER blind_rating_guard BEFORE INSERT OR UPDATE ON annotations_blindrating
    FOR EACH ROW EXECUTE FUNCTION newsroom_guard_blind_rating();

-- Nobody proposes a verdict that a rater could read before rating, or passes by the editor who
-- decides between two.
CREATE FUNCTION newsroom_refuse_seen_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'Who rated beside the author never changes.'
            USING ERRCODE = '23514', CONSTRAINT = 'assessment_rated_with_stays';
    END IF;
    IF EXISTS (SELECT FROM annotations_doublecheck d
               WHERE d.claim_id = NEW.claim_id AND d.question = NEW.question
                   AND d.state IN ('rating', 'differing')) THEN
        RAISE EXCEPTION 'Two people rate this claim unseen by each other.'
            USING ERRCODE = '23514', CONSTRAINT = 'assessment_not_while_rated';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assessment_not_while_rated BEFORE INSERT ON annotations_assessment
    FOR EACH ROW EXECUTE FUNCTION newsroom_refuse_seen_verdict();
CREATE TRIGGER assessment_rated_with_stays BEFORE UPDATE ON annotations_assessment
    FOR EACH ROW WHEN (OLD.rated_with_id IS DISTINCT FROM NEW.rated_with_id)
    EXECUTE FUNCTION newsroom_refuse_seen_verdict();
