"""What needs somebody is found by desk; jobs that are not done are, too."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0081_readers_in_the_trail")]

    operations = [
        *(
            migrations.RunSQL((SQL / f"{subject}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
            for subject in ("waiting", "backfill", "following", "search_path")
        ),
        migrations.AddIndex(
            "taggingrun",
            models.Index(
                fields=["desk", "state", "queued_at", "id"],
                name="run_desk_not_done",
                condition=models.Q(state__in=["queued", "running", "failed", "cancelled"]),
            ),
        ),
        migrations.AddIndex(
            "suggestion",
            models.Index(
                fields=["desk", "claim"],
                name="suggestion_repeats",
                condition=models.Q(rule="repeated", outcome="waiting"),
            ),
        ),
    ]
