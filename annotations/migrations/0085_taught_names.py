"""The page of a desk's rules finds by indexes what they made and what people decided."""

from django.db import migrations, models
from django.db.models.functions import Left

from newsroom.database import online

ON = "annotations_mention (desk_id, (left(exact, 100))) WHERE"


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("annotations", "0084_left_behind")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                online.index("mention_made", f"{ON} origin::text LIKE 'gazetteer/%'"),
                online.index("mention_taught", f"{ON} NOT state = 'suggested'"),
            ],
            state_operations=[
                migrations.AddIndex(
                    "mention",
                    models.Index(
                        "desk", Left("exact", 100), name="mention_made",
                        condition=models.Q(("origin__startswith", "gazetteer/")),
                    ),
                ),
                migrations.AddIndex(
                    "mention",
                    models.Index(
                        "desk", Left("exact", 100), name="mention_taught",
                        condition=models.Q(("state", "suggested"), _negated=True),
                    ),
                ),
            ],
        )
    ]
