"""Since when a verdict needs another look, and three gaps in the guards of verdicts.

A proposal that undo puts back on a claim that changed meanwhile is for an editor to decide. What
asks no more than what is approved is checked, from whatever stage. A reworded rating touches the
claims that show it, and no history.
"""

from importlib import import_module

from django.db import migrations, models

before = import_module("annotations.migrations.0017_verdict_guards")
again = import_module("annotations.migrations.0022_guarded_guards")

GUARDS = """
CREATE OR REPLACE FUNCTION newsroom_guard_new_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE FUNCTION newsroom_guard_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""

SETTLE = """
CREATE OR REPLACE FUNCTION newsroom_settle(touched bigint[]) RETURNS void LANGUAGE sql AS $$
UPDATE annotations_claim c
    SET stage = n.stage, version = c.version + 1
    FROM (SELECT id, CASE WHEN newsroom_stage(id) = 'checked' THEN 'checked'
                          WHEN stage IN ('review', 'checked') THEN 'review' ELSE stage END stage
          FROM annotations_claim WHERE id = ANY(touched)
              AND stage IN ('open', 'checking', 'review', 'checked')) n
    WHERE c.id = n.id AND c.stage <> n.stage
$$;
"""

# Claims first and in one order, as every verb locks them.
REWORDED = """
CREATE OR REPLACE FUNCTION newsroom_rating_reworded() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""


# Without the triggers, which stand.
GUARDS_BACK = before.GUARD.split("CREATE TRIGGER")[0].replace("CREATE FUNC", "CREATE OR REPLACE FUNC")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0022_guarded_guards")]
    operations = [
        migrations.AddField(
            "assessment", "doubted_at", models.DateTimeField(null=True, editable=False)
        ),
        migrations.RunSQL(GUARDS + SETTLE + REWORDED + again.PATH, GUARDS_BACK + again.PATH),
    ]
