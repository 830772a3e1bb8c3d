-- An article that goes to another desk takes its verdicts along. What they rest on is that desk's
-- from then on: its sources, entities and ratings stand for the old ones. That is nobody's change,
-- so a verdict that stood on its basis stands on it still; what was decided stays as it was decided.
-- The door is a setting of the transaction (services/transfers/), as for legal deletion.
DROP TRIGGER assessment_guard_insert ON annotations_assessment;
CREATE TRIGGER assessment_guard_insert BEFORE INSERT ON annotations_assessment FOR EACH ROW
    WHEN (coalesce(current_setting('newsroom.carried', true), '') <> 'on')
    EXECUTE FUNCTION newsroom_guard_new_assessment();
DROP TRIGGER assessment_guard_update ON annotations_assessment;
CREATE TRIGGER assessment_guard_update BEFORE UPDATE ON annotations_assessment FOR EACH ROW
    WHEN (coalesce(current_setting('newsroom.carried', true), '') <> 'on')
    EXECUTE FUNCTION newsroom_guard_assessment();

CREATE FUNCTION newsroom_carry_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['rating_id', 'reopened', 'needs_another_look', 'digest', 'basis',
                         'makers', 'doubted_at', 'version', 'updated_at'];
BEGIN
    IF to_jsonb(NEW) - free <> to_jsonb(OLD) - free
        OR NOT EXISTS (
            SELECT FROM annotations_rating a JOIN annotations_rating b
                ON (a.question, a.slug) = (b.question, b.slug) AND a.value IS NOT DISTINCT FROM b.value
            WHERE a.id = OLD.rating_id AND b.id = NEW.rating_id) THEN
        RAISE EXCEPTION 'An article that goes to another desk takes its verdicts along as they are.'
            USING ERRCODE = '23514', CONSTRAINT = 'assessment_carried_as_it_is';
    END IF;
    IF NEW.state IN ('proposed', 'approved') THEN
        NEW.digest := newsroom_digest(NEW.claim_id, NEW.question);
        IF NEW.digest <> OLD.digest THEN
            IF OLD.digest = OLD.basis THEN
                NEW.basis := NEW.digest;
            END IF;
            NEW.makers := OLD.makers - OLD.digest || jsonb_build_object(
                NEW.digest, coalesce(OLD.makers->OLD.digest, '[]'));
        END IF;
    END IF;
    IF NEW.state = 'approved' THEN
        NEW.needs_another_look := NEW.reopened OR NEW.digest <> NEW.basis;
    ELSIF NEW.state <> 'superseded' THEN
        NEW.needs_another_look := false;
    END IF;
    NEW.doubted_at := CASE WHEN NEW.needs_another_look
        THEN coalesce(OLD.doubted_at, clock_timestamp()) END;
    RETURN NEW;
END $$;
CREATE TRIGGER assessment_carried BEFORE UPDATE ON annotations_assessment FOR EACH ROW
    WHEN (current_setting('newsroom.carried', true) = 'on')
    EXECUTE FUNCTION newsroom_carry_assessment();

-- A copy has no verdicts of its own: those of the original are its history.
CREATE FUNCTION newsroom_carry_new_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state NOT IN ('returned', 'superseded') THEN
        RAISE EXCEPTION 'A copied article has no verdicts that stand.'
            USING ERRCODE = '23514', CONSTRAINT = 'assessment_copied_as_history';
    END IF;
    NEW.digest := newsroom_digest(NEW.claim_id, NEW.question);
    NEW.basis := NEW.digest;
    NEW.makers := jsonb_build_object(NEW.digest, '[]'::jsonb);
    NEW.changers := '{}';
    NEW.reopened := false;
    NEW.needs_another_look := false;
    NEW.doubted_at := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER assessment_copied BEFORE INSERT ON annotations_assessment FOR EACH ROW
    WHEN (current_setting('newsroom.carried', true) = 'on')
    EXECUTE FUNCTION newsroom_carry_new_assessment();
