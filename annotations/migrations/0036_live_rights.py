"""Open pages hear when their session ends or what their person may see changes."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix("") / "rights.sql"


class Migration(migrations.Migration):
    dependencies = [("annotations", "0035_work_on_claims"), ("sessions", "0001_initial")]

    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
