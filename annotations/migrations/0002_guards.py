"""What tables cannot say by themselves: keys of two columns, the words of spans, texts that never
change, the trail, stamps and versions, and the rules of verdicts.

A database runs each file once: to change a guard, say it anew in the SQL of a later migration,
and what `search_path.sql` says after it.
"""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix("")
# In this order: functions in SQL have to find those that they call.
SUBJECTS = (
    "keys",
    "revisions",
    "spans",
    "audit",
    "stamps",
    "versions",
    "verdicts_basis",
    "verdicts_decided",
    "stages",
    "verdicts_weighed",
    "cache",
    "search_path",
)


class Migration(migrations.Migration):
    replaces = [
        ("annotations", "0005_more_guards"),
        ("annotations", "0012_allauth"),
        ("annotations", "0014_changes"),
        ("annotations", "0015_verdicts"),
        ("annotations", "0016_verdicts_of_before"),
        ("annotations", "0017_verdict_guards"),
        ("annotations", "0022_guarded_guards"),
        ("annotations", "0023_verdicts_again"),
        ("annotations", "0024_makers_of_before"),
    ]
    dependencies = [("annotations", "0001_initial")]
    operations = [
        migrations.RunSQL((SQL / f"{subject}.sql").read_text(encoding="utf-8")) for subject in SUBJECTS
    ]
