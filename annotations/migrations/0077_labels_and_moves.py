"""Another name of a label raises the version of its claims; what was moved since is found fast."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).with_suffix("") / "labels.sql"
BACK = """
DROP TRIGGER label_renamed ON annotations_claimlabel;
DROP FUNCTION newsroom_label_renamed();
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0076_looked_at_in_background")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), BACK),
        migrations.AddIndex(
            model_name="transfer", index=models.Index(fields=["made_at"], name="transfer_made")
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(
                condition=models.Q(("undone_at__isnull", False)),
                fields=["undone_at"],
                name="transfer_undone",
            ),
        ),
    ]
