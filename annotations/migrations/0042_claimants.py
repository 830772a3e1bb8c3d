"""Claims are sorted by the name of their claimant."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0041_comments")]

    operations = [
        migrations.AddField(
            "claim",
            "claimant",
            models.CharField(
                blank=True, db_default="", default="", editable=False, max_length=100
            ),
        ),
        *(
            migrations.RunSQL((SQL / f"{subject}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
            for subject in ("claimants", "backfill")
        ),
        migrations.AddIndex(
            "claim", models.Index(fields=["desk", "claimant", "id"], name="claim_desk_claimant")
        ),
        migrations.AddIndex("claim", models.Index(fields=["claimant", "id"], name="claim_claimant")),
    ]
