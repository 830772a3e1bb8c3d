"""Since when a claim is in its stage, when it became work, and how long a review may wait."""

from pathlib import Path

import django.db.models.functions.datetime
from django.db import migrations, models

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0033_sealed_trail")]

    operations = [
        migrations.AddField(
            "desk",
            "review_days",
            models.PositiveSmallIntegerField(
                default=2,
                db_default=2,
                help_text="Days until a proposed verdict that nobody has decided on is overdue.",
            ),
        ),
        migrations.AddConstraint(
            "desk",
            models.CheckConstraint(
                name="desk_review_days_in_reason",
                condition=models.Q(review_days__range=(1, 90)),
            ),
        ),
        migrations.AddField(
            "claim",
            "stage_since",
            models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        migrations.AddField(
            "claim", "opened_at", models.DateTimeField(null=True, editable=False)
        ),
        *(
            migrations.RunSQL((SQL / f"{subject}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
            for subject in ("moved", "backfill")
        ),
        migrations.AddIndex(
            "claim",
            models.Index(fields=["desk", "stage", "stage_since", "id"], name="claim_in_stage"),
        ),
        migrations.AddIndex(
            "claim",
            models.Index(
                fields=["desk", "opened_at"],
                name="claim_opened",
                condition=models.Q(opened_at__isnull=False),
            ),
        ),
    ]
