"""What somebody still has to work on, oldest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0010_claims_nobody_has"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("stage__in", ("open", "checking", "review"))),
                fields=["desk", "created_at", "id"],
                name="claim_unchecked",
            ),
        ),
    ]
