"""Verdicts of before keep what stands now; one that needs another look goes on needing it.

Of that one the statement that was approved is read from the audit trail. Nobody changes anything
here: rows keep their stamps.
"""

from django.db import migrations

FILL = """
ALTER TABLE annotations_assessment DISABLE TRIGGER assessment_stamp;
SELECT set_config('newsroom.unrecorded', 'on', true);
UPDATE annotations_assessment s SET
    digest = newsroom_digest(s.claim_id, s.question),
    basis = CASE WHEN s.needs_another_look THEN ''
        ELSE newsroom_digest(s.claim_id, s.question) END,
    makers = jsonb_build_object(newsroom_digest(s.claim_id, s.question), '[]'::jsonb)
WHERE s.state = 'approved' OR s.reviewer_id IS NULL;
UPDATE annotations_assessment s SET kept = newsroom_kept(s) || jsonb_build_object(
    'statement', coalesce((
        SELECT e.old->>'statement' FROM annotations_event e
        WHERE s.needs_another_look AND e."table" = 'claim' AND e.object_id = s.claim_id
            AND e.action = 'U' AND e.old ? 'statement' AND e.at > s.reviewed_at
        ORDER BY e.id LIMIT 1), c.statement))
FROM annotations_claim c WHERE c.id = s.claim_id AND s.state = 'approved';
SELECT set_config('newsroom.unrecorded', '', true);
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE annotations_assessment ENABLE TRIGGER assessment_stamp;
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0015_verdicts")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
