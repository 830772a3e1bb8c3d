"""Claims that nobody has are found by an index that knows who has the others."""

from django.db import migrations, models

from newsroom.database.online import index

TO_CHECK = models.Index(
    fields=["desk", "assignee", "created_at", "id"],
    name="claim_to_check",
    condition=models.Q(stage__in=["open", "checking", "review"]),
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("annotations", "0083_lists_newest_first")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                index(
                    "claim_to_check",
                    "annotations_claim (desk_id, assignee_id, created_at, id)"
                    " WHERE stage IN ('open', 'checking', 'review')",
                )
            ],
            [migrations.AddIndex("claim", TO_CHECK)],
        ),
        migrations.RemoveIndex("claim", "claim_unchecked"),
    ]
