"""Similar claims are found by their words, each weighed by how few claims have it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix("")


class Migration(migrations.Migration):
    dependencies = [("annotations", "0053_mail_of_sign_in")]

    operations = [
        migrations.RunSQL((SQL / f"{subject}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for subject in ("terms", "backfill", "following", "counting", "search_path")
    ]
