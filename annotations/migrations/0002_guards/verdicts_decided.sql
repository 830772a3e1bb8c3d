-- Who may decide an assessment, and that a decision stays as it was made (docs/verdicts.md).
CREATE FUNCTION newsroom_barred(one annotations_assessment) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
-- Who changed the claim since the last approval, if the author of a proposal is one of them.
SELECT coalesce((
    SELECT v.changers FROM (
        SELECT changers FROM annotations_assessment
        WHERE claim_id = one.claim_id AND question = one.question AND kept IS NOT NULL
        ORDER BY reviewed_at DESC, id DESC LIMIT 1) v
    WHERE one.kept IS NULL AND one.author_id = ANY(v.changers)), '{}')
$$;

CREATE FUNCTION newsroom_decide(one annotations_assessment) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF one.reviewer_id IS NULL OR one.reviewer_id = one.author_id THEN
        RETURN;  -- Constraints of the table refuse these.
    END IF;
    -- Whose role is lowered in the same moment waits, or has lost it already.
    PERFORM 1 FROM annotations_membership m JOIN annotations_claim c ON c.desk_id = m.desk_id
        WHERE c.id = one.claim_id AND m.user_id = one.reviewer_id FOR SHARE OF m;
    PERFORM 1 FROM annotations_user u
        JOIN annotations_claim c ON c.id = one.claim_id
        LEFT JOIN annotations_membership m ON m.user_id = u.id AND m.desk_id = c.desk_id
        WHERE u.id = one.reviewer_id AND u.is_active AND (u.is_superuser OR m.role = 'editor');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Only an editor of the desk or an administrator decides.'
            USING ERRCODE = '23514', CONSTRAINT = 'assessment_decided_by_editor';
    END IF;
    IF one.reviewer_id = ANY(one.changers) THEN
        RAISE EXCEPTION 'Who changed the claim since is no second person.'
            USING ERRCODE = '23514', CONSTRAINT = 'assessment_not_by_changer';
    END IF;
END $$;

CREATE FUNCTION newsroom_guard_new_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE given jsonb := to_jsonb(NEW);
BEGIN
    NEW.digest := newsroom_digest(NEW.claim_id, NEW.question);
    -- Undo puts a row back as the trail has it: what was decided then stays decided.
    IF NEW.basis <> '' AND (
        SELECT (e.old - ARRAY['version', 'needs_another_look']) <@ given FROM annotations_event e
        WHERE e."table" = 'assessment' AND e.object_id = NEW.id AND e.action = 'D'
        ORDER BY e.id DESC LIMIT 1) THEN
        NEW.doubted_at := CASE WHEN NEW.needs_another_look THEN clock_timestamp() END;
        IF NEW.reviewer_id IS NULL AND NOT NEW.makers ? NEW.digest THEN
            -- The claim changed meanwhile: whoever puts it back proposes it as it is now, and
            -- whoever had changed it since it was proposed first is not forgotten.
            NEW.makers := NEW.makers || jsonb_build_object(NEW.digest, coalesce((
                SELECT jsonb_agg(DISTINCT who) FROM jsonb_each(NEW.makers) before,
                    jsonb_array_elements(before.value) who), '[]'));
            NEW.changers := ARRAY(
                SELECT jsonb_array_elements_text(NEW.makers->NEW.digest)::bigint
                UNION SELECT unnest(newsroom_barred(NEW)) ORDER BY 1);
        END IF;
        RETURN NEW;
    END IF;
    NEW.basis := NEW.digest;
    NEW.makers := jsonb_build_object(NEW.digest, '[]'::jsonb);
    NEW.kept := NULL;
    NEW.changers := newsroom_barred(NEW);
    NEW.reopened := false;
    NEW.needs_another_look := false;
    NEW.doubted_at := NULL;
    PERFORM newsroom_decide(NEW);
    IF NEW.state = 'approved' THEN
        NEW.kept := newsroom_kept(NEW);
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION newsroom_guard_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- What a feed brings is done in somebody's name and is nobody's change.
    actor bigint := CASE WHEN coalesce(current_setting('newsroom.nobodys', true), '') = ''
        THEN nullif(current_setting('newsroom.actor', true), '')::bigint END;
    made_by jsonb;
BEGIN
    IF NEW.author_id <> OLD.author_id OR NEW.claim_id <> OLD.claim_id THEN
        RAISE EXCEPTION 'The author and the claim of an assessment never change.'
            USING ERRCODE = '23514', CONSTRAINT = 'assessment_stays';
    END IF;
    IF OLD.reviewer_id IS NOT NULL AND (
        (NEW.reviewer_id, NEW.reviewed_at, NEW.review_note, NEW.question, NEW.rating_id,
         NEW.rationale) IS DISTINCT FROM
        (OLD.reviewer_id, OLD.reviewed_at, OLD.review_note, OLD.question, OLD.rating_id,
         OLD.rationale)
        OR (NEW.state <> OLD.state AND NOT (OLD.state = 'approved' AND NEW.state = 'superseded'))
    ) THEN
        RAISE EXCEPTION 'What was decided stays as it was decided.'
            USING ERRCODE = '23514', CONSTRAINT = 'assessment_decision_stays';
    END IF;
    NEW.basis := OLD.basis;
    NEW.kept := OLD.kept;
    NEW.changers := OLD.changers;
    NEW.digest := OLD.digest;
    NEW.makers := OLD.makers;
    IF OLD.reviewer_id IS NULL OR NEW.state = 'approved' THEN
        NEW.digest := newsroom_digest(NEW.claim_id, NEW.question);
        -- What is again as it was has the makers that it had: whoever undid something is none.
        made_by := coalesce(NEW.makers->NEW.digest, NEW.makers->OLD.digest, '[]');
        IF NOT NEW.makers ? NEW.digest THEN
            IF actor IS NOT NULL AND NOT made_by @> to_jsonb(actor) THEN
                made_by := made_by || to_jsonb(actor);
            END IF;
            IF (SELECT count(*) FROM jsonb_object_keys(NEW.makers)) >= 50 THEN
                NEW.makers := jsonb_build_object(NEW.basis, '[]'::jsonb);
            END IF;
            NEW.makers := NEW.makers || jsonb_build_object(NEW.digest, made_by);
        END IF;
        NEW.changers := ARRAY(
            SELECT jsonb_array_elements_text(made_by)::bigint
            UNION SELECT unnest(newsroom_barred(NEW)) ORDER BY 1);
    END IF;
    IF OLD.reviewer_id IS NULL THEN
        PERFORM newsroom_decide(NEW);
        IF NEW.state = 'approved' THEN
            NEW.kept := newsroom_kept(NEW);
            NEW.basis := NEW.digest;
            NEW.makers := jsonb_build_object(NEW.digest, '[]'::jsonb);
            NEW.changers := '{}';
            NEW.reopened := false;
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

CREATE TRIGGER assessment_guard_insert BEFORE INSERT ON annotations_assessment
    FOR EACH ROW EXECUTE FUNCTION newsroom_guard_new_assessment();
CREATE TRIGGER assessment_guard_update BEFORE UPDATE ON annotations_assessment
    FOR EACH ROW EXECUTE FUNCTION newsroom_guard_assessment();
