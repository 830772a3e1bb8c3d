"""A column of a table that everybody uses: one that has a default is there at once."""

from django.db import migrations

FORWARDS = """
ALTER TABLE annotations_article ADD COLUMN tomorrow text NOT NULL DEFAULT '';
SELECT newsroom_keep_inserts('article');
"""
BACKWARDS = """
ALTER TABLE annotations_article DROP COLUMN tomorrow;
SELECT newsroom_keep_inserts('article');
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "__first__")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
