"""Claims that nobody has are found by an index that knows who has the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotations", "0082_what_waits")]

    operations = [
        migrations.RemoveIndex("claim", "claim_unchecked"),
        migrations.AddIndex(
            "claim",
            models.Index(
                fields=["desk", "assignee", "created_at", "id"],
                name="claim_unchecked",
                condition=models.Q(stage__in=["open", "checking", "review"]),
            ),
        ),
    ]
