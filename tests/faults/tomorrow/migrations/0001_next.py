"""What a version usually changes: a column of a table that everybody uses, filled, asked for, held."""

import os
import time
from pathlib import Path

from django.db import migrations

STANDS = "TEST_MIGRATION_STANDS"  # In the environment: a file to make, and to stand still then.
FORWARDS = """
ALTER TABLE annotations_article ADD COLUMN tomorrow text NOT NULL DEFAULT '';
SELECT newsroom_keep_inserts('article');
UPDATE annotations_article SET tomorrow = left(headline, 9);
SET CONSTRAINTS ALL IMMEDIATE;
CREATE INDEX article_tomorrow ON annotations_article (tomorrow);
ALTER TABLE annotations_article ADD CONSTRAINT article_tomorrow CHECK (tomorrow <> 'never');
"""
BACKWARDS = """
ALTER TABLE annotations_article DROP COLUMN tomorrow;
SELECT newsroom_keep_inserts('article');
"""


def stand_still(*_) -> None:
    if path := os.environ.get(STANDS):
        Path(path).touch()
        time.sleep(600)


class Migration(migrations.Migration):
    dependencies = [("annotations", "__first__")]
    operations = [
        migrations.RunSQL(FORWARDS, BACKWARDS),
        migrations.RunPython(stand_still, migrations.RunPython.noop),
    ]
