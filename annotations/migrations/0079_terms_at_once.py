"""The terms of a new claim, by which similar ones are found, are made in a fraction of the time."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0078_keys_of_checks")]
    operations = [
        migrations.RunSQL((SQL / f"{subject}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for subject in ("terms", "following", "search_path")
    ]
