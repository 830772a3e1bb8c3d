"""The rules of verdicts, held by the database for whatever door somebody takes (docs/verdicts.md).

Two guards on each assessment: who may decide it, and that a decision stays as it was made. And
triggers on all that a verdict rests on: they note who changed it, raise the versions of what was
shown, and let a verdict need another look for as long as it differs from what was approved.
"""

from django.db import migrations, models

GUARD = """
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
    IF NEW.basis <> '' AND EXISTS (
        SELECT FROM annotations_event e
        WHERE e."table" = 'assessment' AND e.object_id = NEW.id AND e.action = 'D'
            AND (e.old - ARRAY['version', 'needs_another_look']) <@ given) THEN
        RETURN NEW;
    END IF;
    NEW.basis := NEW.digest;
    NEW.makers := jsonb_build_object(NEW.digest, '[]'::jsonb);
    NEW.kept := NULL;
    NEW.changers := newsroom_barred(NEW);
    NEW.reopened := false;
    NEW.needs_another_look := false;
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
    RETURN NEW;
END $$;

CREATE TRIGGER assessment_guard_insert BEFORE INSERT ON annotations_assessment
    FOR EACH ROW EXECUTE FUNCTION newsroom_guard_new_assessment();
CREATE TRIGGER assessment_guard_update BEFORE UPDATE ON annotations_assessment
    FOR EACH ROW EXECUTE FUNCTION newsroom_guard_assessment();
"""

# Checked is what has a fresh verdict on all that it asks; it comes and goes with the verdicts.
# Claims are locked before their assessments, as every verb does it.
WEIGH = """
CREATE FUNCTION newsroom_settle(touched bigint[]) RETURNS void LANGUAGE sql AS $$
UPDATE annotations_claim c
    SET stage = n.stage, version = c.version + 1
    FROM (SELECT id, CASE newsroom_stage(id) WHEN 'checked' THEN 'checked' ELSE 'review' END stage
          FROM annotations_claim WHERE id = ANY(touched) AND stage IN ('review', 'checked')) n
    WHERE c.id = n.id AND c.stage <> n.stage
$$;

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

CREATE FUNCTION newsroom_settle_verdicts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_settle(ARRAY(
        SELECT DISTINCT n.claim_id FROM new_rows n JOIN old_rows o ON o.id = n.id
        WHERE n.state = 'approved' AND o.state = 'approved'
            AND n.needs_another_look <> o.needs_another_look));
    RETURN NULL;
END $$;
CREATE TRIGGER assessment_settle AFTER UPDATE ON annotations_assessment
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_settle_verdicts();

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
"""
TRIGGERS = [
    (table, event, which, "anchors" if table == "anchor" else "parts")
    for table in ("anchor", "attributionstep", "evidence")
    for event, which in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD"))
]
WEIGH += "".join(
    f"""
CREATE TRIGGER {table}_weigh_{event} AFTER {event.upper()} ON annotations_{table}
    REFERENCING {which} TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_weigh_{kind}();
"""
    for table, event, which, kind in TRIGGERS
)
WEIGH += """
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
"""

BACK = """
DROP TRIGGER entity_weigh ON annotations_entity;
DROP TRIGGER article_weigh ON annotations_article;
DROP TRIGGER assessment_settle ON annotations_assessment;
DROP TRIGGER claim_weigh ON annotations_claim;
DROP TRIGGER assessment_guard_insert ON annotations_assessment;
DROP TRIGGER assessment_guard_update ON annotations_assessment;
"""
BACK += "".join(
    f"DROP TRIGGER {table}_weigh_{event} ON annotations_{table};"
    for table, event, _, _ in TRIGGERS
)
BACK += "".join(
    f"DROP FUNCTION newsroom_{name};"
    for name in (
        "weigh_entity()", "weigh_article()", "weigh_parts()", "weigh_anchors()", "weigh_claims()",
        "settle_verdicts()", "weigh(bigint[])", "settle(bigint[])", "guard_assessment()", "guard_new_assessment()",
        "decide(annotations_assessment)", "barred(annotations_assessment)",
    )
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("annotations", "0016_verdicts_of_before")]
    operations = [
        migrations.RunSQL(GUARD + WEIGH, BACK),
        migrations.AddConstraint(
            "assessment",
            models.CheckConstraint(
                name="assessment_approved_keeps",
                condition=~models.Q(state="approved") | models.Q(kept__isnull=False),
            ),
        ),
    ]
