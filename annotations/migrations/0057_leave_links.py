"""Claims that go to another desk leave their links in a time that does not grow with its links."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix("") / "leave_links.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0056_webhook_secrets'),
    ]

    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
