"""Word vectors of claims, where the server has pgvector; two labels in plainer words."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).with_suffix("") / "vectors.sql"


class Migration(migrations.Migration):
    dependencies = [("annotations", "0073_one_external_check")]

    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.AlterField(
            "anchor", "reason",
            models.CharField(
                blank=True, choices=[("twice", "Now occurs twice"), ("elsewhere", "May be another sentence")],
                db_default="", default="", max_length=10,
            ),
        ),
        migrations.AlterField(
            "taggingrule", "name", models.CharField(help_text="As it is written in articles.", max_length=300)
        ),
    ]
