"""It is filled, asked for and held, while people write."""

import os
import time
from pathlib import Path

from django.db import migrations

from newsroom.database import online

TABLE = "annotations_article"
STANDS = "TEST_MIGRATION_STANDS"  # In the environment: a file to make, and to stand still then.
FILL = """
UPDATE annotations_article SET tomorrow = left(headline, 9)
WHERE tomorrow = '' AND headline > '' AND id BETWEEN %s AND %s
"""


def stand_still(*_) -> None:
    if path := os.environ.get(STANDS):
        Path(path).touch()
        time.sleep(600)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("tomorrow", "0001_next")]
    operations = [
        online.fill(TABLE, FILL),
        migrations.RunPython(stand_still, migrations.RunPython.noop, atomic=False),
        online.index("article_tomorrow", f"{TABLE} (tomorrow)"),
        *online.constraint(TABLE, "article_tomorrow_held", "CHECK (tomorrow <> 'never')"),
    ]
