"""Public pages are found by an index of the words that were approved."""

import unicodedata

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations

LONGEST = 150_000
# The owner of the tables fills it, and nobody's change of it is told.
QUIETLY = "ALTER TABLE annotations_publishedverdict {how} TRIGGER USER"
WORDS = """
SELECT v.id, coalesce(a.kept->>'statement', ''), a.rationale
FROM annotations_publishedverdict v JOIN annotations_assessment a ON a.id = v.assessment_id
WHERE v.id > %s ORDER BY v.id LIMIT 1000
"""
FILL = """
UPDATE annotations_publishedverdict v SET search = to_tsvector('simple', n.words)
FROM unnest(%s::bigint[], %s::text[]) n(id, words) WHERE v.id = n.id
"""


def folded(*texts):
    """Without case and accents, nearly as annotations.text.folding has it today."""
    apart = unicodedata.normalize("NFD", " ".join(texts)[:LONGEST].casefold())
    kept = (char for char in apart if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", "".join(kept))


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(QUIETLY.format(how="DISABLE"))
        last = 0
        while True:
            cursor.execute(WORDS, [last])
            rows = cursor.fetchall()
            if not rows:
                break
            ids = [pk for pk, *_texts in rows]
            cursor.execute(FILL, [ids, [folded(*texts) for _pk, *texts in rows]])
            last = ids[-1]
        cursor.execute(QUIETLY.format(how="ENABLE"))


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0070_outside_checks'),
    ]

    operations = [
        migrations.AddField(
            model_name='publishedverdict',
            name='search',
            field=django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='publishedverdict',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='publishedverdict_search'),
        ),
        migrations.RunSQL("SELECT newsroom_keep_inserts('publishedverdict')", migrations.RunSQL.noop),
    ]
