"""What needs somebody is found by desk; jobs that are not done are, too.

Nothing that is written meanwhile is left out: the table follows first, and is filled then. Each
table gets its triggers in a transaction of its own, so that nobody waits for two of them.
"""

from pathlib import Path

from django.db import migrations, models

from newsroom.database import online

SQL = Path(__file__).with_suffix("")
TABLES = ("claim", "article", "anchor", "assessment", "replyrequest", "doublecheck")
# Of claims for which nothing waits here the triggers keep the rows that come.
FILL = """
SELECT newsroom_await(ARRAY(SELECT DISTINCT claim_id FROM newsroom_awaited(ARRAY(
    SELECT id FROM annotations_claim WHERE id BETWEEN %s AND %s))))
"""


def run(*subjects: str) -> migrations.RunSQL:
    words = [(SQL / f"{subject}.sql").read_text(encoding="utf-8") for subject in subjects]
    return migrations.RunSQL("\n".join(words), migrations.RunSQL.noop)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("annotations", "0081_readers_in_the_trail")]

    operations = [
        # One transaction: triggers that are there from a try before never lack their search path.
        run("waiting", "following", "search_path"),
        *(run(f"triggers/{table}") for table in TABLES),
        online.fill("annotations_claim", FILL),
        migrations.RunSQL("ANALYZE newsroom_waiting", migrations.RunSQL.noop),
        online.AddIndex(
            "taggingrun",
            models.Index(
                fields=["desk", "state", "queued_at", "id"],
                name="run_desk_not_done",
                condition=models.Q(state__in=["queued", "running", "failed", "cancelled"]),
            ),
        ),
        online.AddIndex(
            "suggestion",
            models.Index(
                fields=["desk", "claim"],
                name="suggestion_repeats",
                condition=models.Q(rule="repeated", outcome="waiting"),
            ),
        ),
    ]
