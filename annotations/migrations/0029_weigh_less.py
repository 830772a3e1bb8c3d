"""Verdicts are weighed only where there are any."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0028_feed_news")]
    operations = [
        migrations.RunSQL((SQL / f"{subject}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for subject in ("weigh", "search_path")
    ]
