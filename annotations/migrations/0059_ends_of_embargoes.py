"""An embargo that ends by its time is told once; those that ended before are not told now."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotations", "0058_audit_by_id")]
    operations = [
        migrations.AddField(
            model_name="embargo",
            name="end_told_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunSQL(
            """
            SELECT newsroom_keep_inserts('embargo');
            UPDATE annotations_embargo SET end_told_at = until WHERE until <= now();
            SET CONSTRAINTS ALL IMMEDIATE;
            """,
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="embargo",
            index=models.Index(
                condition=models.Q(end_told_at__isnull=True),
                fields=["until"],
                name="embargo_untold",
            ),
        ),
        migrations.AddConstraint(
            model_name="embargo",
            constraint=models.CheckConstraint(
                condition=models.Q(("end_told_at", None), ("until__isnull", False), _connector="OR"),
                name="embargo_told_has_ended",
            ),
        ),
    ]
