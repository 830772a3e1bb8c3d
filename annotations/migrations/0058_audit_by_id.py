"""The trail of a change of many rows takes a time that grows with them, not with their square."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0057_leave_links")]
    operations = [
        migrations.RunSQL((SQL / f"{subject}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for subject in ("audit", "search_path")
    ]
