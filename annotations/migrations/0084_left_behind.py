"""Claims that nobody has are found by an index that knows who has the others."""

from django.db import migrations, models

from newsroom.database import online


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("annotations", "0083_lists_newest_first")]

    operations = [
        online.AddIndex(
            "claim",
            models.Index(
                fields=["desk", "assignee", "created_at", "id"],
                name="claim_to_check",
                condition=models.Q(stage__in=["open", "checking", "review"]),
            ),
        ),
        online.RemoveIndex("claim", "claim_unchecked"),
    ]
