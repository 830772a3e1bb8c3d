"""What no list showed stands in one: with the author of a returned proposal, or open to all."""

from django.db import migrations, models
from django.db.models.functions import Now

AUTHORS = """
UPDATE annotations_claim c
SET assignee_id = a.author_id, version = c.version + 1, updated_at = now()
FROM annotations_assessment a
WHERE c.stage IN ('open', 'checking', 'review') AND c.assignee_id IS NULL
  AND a.claim_id = c.id AND a.state = 'returned'
  AND NOT EXISTS (SELECT FROM annotations_assessment l WHERE l.claim_id = c.id AND l.id > a.id)
"""


def give_back(apps, schema_editor):
    """A returned proposal goes to its author; what is checked by nobody is open."""
    schema_editor.execute(AUTHORS)
    claims = apps.get_model("annotations", "Claim").objects
    stuck = claims.filter(stage="checking", assignee=None)
    stuck.update(stage="open", version=models.F("version") + 1, updated_at=Now())


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0009_snapshot_requests"),
    ]

    operations = [
        migrations.RunPython(give_back, migrations.RunPython.noop, elidable=True),
    ]
