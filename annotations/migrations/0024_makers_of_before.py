"""Who changed a claim under a proposal, or a verdict, before the database noted it: by the trail.

Migration 0016 left them out, so that they could have been its second pair of eyes.
"""

from django.db import migrations

# No guard, no stamp and no line of the trail: nobody does anything here.
FILL = """
ALTER TABLE annotations_assessment DISABLE TRIGGER USER;
UPDATE annotations_assessment SET doubted_at = coalesce((
        SELECT max(e.at) FROM annotations_event e
        WHERE e."table" = 'assessment' AND e.object_id = annotations_assessment.id
            AND e.action = 'U' AND e.new->>'needs_another_look' = 'true'), updated_at)
    WHERE needs_another_look;
WITH found AS (
    SELECT s.id, jsonb_agg(DISTINCT e.actor_id) makers
    FROM annotations_assessment s
    JOIN django_migrations m ON m.app = 'annotations' AND m.name = '0017_verdict_guards'
    JOIN annotations_event e ON e.claim_id = s.claim_id AND e.actor_id IS NOT NULL
        AND e.at > coalesce(s.reviewed_at, s.created_at) AND e.at < m.applied
    WHERE (s.state = 'proposed' OR (s.state = 'approved' AND s.needs_another_look))
        AND CASE e."table"
            WHEN 'claim' THEN e.action = 'U' AND e.new ?| ARRAY['statement', 'date']
            WHEN 'anchor' THEN e.action <> 'U' OR e.new ?| ARRAY['exact', 'start']
            WHEN 'attributionstep' THEN true
            WHEN 'evidence' THEN s.question IN (e.old->>'question', e.new->>'question', (
                SELECT v.question FROM annotations_evidence v WHERE v.id = e.object_id))
            ELSE false END
    GROUP BY s.id)
UPDATE annotations_assessment s SET
    makers = (
        SELECT jsonb_object_agg(one.key, (
            SELECT jsonb_agg(DISTINCT who) FROM jsonb_array_elements(one.value || f.makers) who))
        FROM jsonb_each(s.makers) one),
    changers = ARRAY(
        SELECT unnest(s.changers)
        UNION SELECT jsonb_array_elements_text(f.makers)::bigint ORDER BY 1)
FROM found f WHERE f.id = s.id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE annotations_assessment ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0023_verdicts_again")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
