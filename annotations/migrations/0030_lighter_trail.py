"""The trail writes new rows without a look at the columns that it leaves out."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0029_weigh_less")]
    operations = [
        migrations.RunSQL((SQL / f"{subject}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for subject in ("changes", "inserts", "search_path")
    ]
