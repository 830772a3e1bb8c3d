"""Everything that a file of ours holds comes in, as the owner of the tables (docs/ndjson.md).

All or nothing: one transaction. Rows keep their numbers, times, versions and authors; guards of
what people may do would refuse a history that is over, and are off meanwhile. Constraints, foreign
keys and the words of spans hold, and each new row leaves its line in the audit trail.
"""

from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from annotations.errors import WrongState
from annotations.exchange.everything import lines
from annotations.exchange.everything.lines import Report
from annotations.exchange.everything.tables import TABLES
from annotations.models import Source, act_as, because
from annotations.work.claims import terms, waiting

from ..redaction import guards
from ..sources.merge import update_search
from . import missing, writing

# Triggers that refuse words which do not stand in the text, and those that keep the trail.
AWAKE = ("newsroom\\_check\\_exact", "newsroom\\_audit\\_new\\_%")
REASON = "Imported from everything.ndjson of Newsroom {version}, SHA-256 {digest}"
SEQUENCE = """
SELECT setval(s.name::regclass, greatest(
    (SELECT max({key}) FROM {table}), (SELECT last_value FROM {name})))
FROM pg_get_serial_sequence(%s, %s) s(name) WHERE EXISTS (SELECT FROM {table})
"""
# A receiver hears of what happens from now on.
OUTBOXES = """
INSERT INTO annotations_outbox (webhook_id, made_until)
SELECT w.id, coalesce((SELECT max(id) FROM annotations_event), 0) FROM annotations_webhook w
WHERE NOT EXISTS (SELECT FROM annotations_outbox o WHERE o.webhook_id = w.id)
"""


def run(path: Path, *, dry: bool = False, beside: bool = False) -> Report:
    """Bring the file in; what it holds, and what is wrong with it: then nothing came in.

    `dry`: only say so. `beside`: also where rows are already. Raises Invalid for what is no whole
    file of ours, WrongState for a database that is not empty, NotAllowed to all but the owner.
    """
    guards.require_owner()
    report = lines.check(path)
    if report.problems:
        return report
    try:
        with transaction.atomic():
            _write(path, report, beside=beside)
            if dry:
                raise _TakenBack
            _count_on()  # Last: no rollback takes it back.
    except _TakenBack:
        report.problems.sort()
    return report


class _TakenBack(Exception):
    """Nothing of the file stays."""


def _write(path: Path, report: Report, *, beside: bool) -> None:
    act_as(None)
    because(REASON.format(version=report.newsroom, digest=report.sha256))
    with guards.opened(awake=AWAKE):
        if not beside:
            _require_empty()
        missing.check_at_once()
        writing.write(lines.read(path), report)
        if not report.problems:
            missing.report(path, report)
        if report.problems:
            raise _TakenBack
        _update_derived()


def _require_empty() -> None:
    """Raises WrongState where there are rows already."""
    there = [one.model for one in TABLES if one.model._base_manager.exists()]
    if there:
        names = ", ".join(str(model._meta.verbose_name_plural) for model in there[:5])
        message = _(
            "There are rows in this database already (%(names)s): import into an empty one."
        )
        raise WrongState(message % {"names": names})


def _update_derived() -> None:
    """What follows from the rows that came in."""
    merged = Source.objects.exclude(merged_into=None).values("merged_into")
    for source in Source.objects.filter(pk__in=merged):
        update_search(source)
    terms.count_all()
    waiting.make_anew()
    with connection.cursor() as cursor:
        cursor.execute(OUTBOXES)


def _count_on() -> None:
    """New rows get numbers after those that came in."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in TABLES:
            name, key = table.model._meta.db_table, str(table.model._meta.pk.column)
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [name, key])
            [sequence] = cursor.fetchone()
            if sequence:
                cursor.execute(
                    SEQUENCE.format(key=quote(key), table=quote(name), name=sequence), [name, key]
                )
