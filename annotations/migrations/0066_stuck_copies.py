"""A copy of a source that could not be made says since when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotations", "0065_external_ids")]
    operations = [
        migrations.AddField(
            model_name="snapshotrequest",
            name="failed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(
            "UPDATE annotations_snapshotrequest SET failed_at = wanted_at WHERE due_at IS NULL;"
            "SET CONSTRAINTS ALL IMMEDIATE;",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="snapshotrequest",
            index=models.Index(fields=["wanted_at"], name="snapshot_request_wanted"),
        ),
        migrations.AddIndex(
            model_name="snapshotrequest",
            index=models.Index(
                condition=models.Q(("failed_at__isnull", False)),
                fields=["failed_at"],
                name="snapshot_request_failed",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshotrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_at__isnull", False), ("failed_at", None)),
                    models.Q(("due_at", None), ("failed_at__isnull", False)),
                    _connector="OR",
                ),
                name="snapshot_request_due_or_failed",
            ),
        ),
    ]
