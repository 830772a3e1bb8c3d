"""A file comes in batch by batch: what a batch brings, what is said of it, and how far the file is
are one transaction. Killed in the middle, the next worker goes on behind the last batch."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext_noop as _

from annotations import access
from annotations.errors import WrongState
from annotations.ingest.annotated.records import Bad, Checked, Note, Record, Review, Text
from annotations.messages import in_english
from annotations.models import Import, ImportedRecord
from annotations.models.base import longest
from annotations.work.leases import IMPORTS

from ..transactions import acting
from . import averitec, notes, reviews, texts

State, Outcome = Import.State, ImportedRecord.Outcome
LONGEST_PROBLEM = longest(ImportedRecord, "problem")
DIED = _("The worker stopped, or took too long, three times at the same place of the file.")
REFUSED = _("The database refused this record.")
Numbered = tuple[int, Record]


class Lost(Exception):
    """Another worker has the import now, or it was stopped: nothing was written."""


def take() -> Import | None:
    """The import that waits longest, and nobody else's for a while; parks what kills workers."""
    with transaction.atomic():
        over = {"state": State.FAILED, "problem": DIED, "finished_at": Now()}
        due = Import.objects.due()
        IMPORTS.park(due.filter(state=State.PREPARING, starts=False), **over)  # See `not_read`.
        IMPORTS.park(due, **over, content=None)
        taken = IMPORTS.take(Import.objects.due().defer("content"))
    return _loaded(taken)


def take_this(pk: int) -> Import | None:
    """This very import, if it is due."""
    return _loaded(IMPORTS.take(Import.objects.due().defer("content").filter(pk=pk)))


def _loaded(taken: Sequence[int]) -> Import | None:
    rows = Import.objects.filter(pk__in=taken).select_related("desk", "created_by")
    return rows.first()


def bring_in(job: Import, batch: Sequence[Numbered]) -> None:
    """Write one batch of a job that is held, which is held anew afterwards.

    What one record makes the database refuse costs the others nothing. Raises Lost, and NotFound
    or NotAllowed where who began the import may no longer.
    """
    try:
        _bring_in(job, batch)
    except (IntegrityError, DataError, WrongState):  # Not an outage: the same again would fail.
        if len(batch) == 1:
            _skip(job, batch[0])
            return
        for one in batch:
            bring_in(job, [one])


def end(job: Import, *, state: str = State.DONE, problem: str = "") -> bool:
    """End a job that is held; False where it is another's by now. Its file is not kept."""
    ended = (
        IMPORTS.held(job)
        .filter(state__in=Import.UNDER_WAY)
        .update(
            state=state,
            problem=problem[: longest(Import, "problem")],
            finished_at=Now(),
            lease_until=None,
            content=None,
            version=job.version + 1,
        )
    )
    return bool(ended)


def not_read(job: Import, problem: str) -> None:
    """No preview can be made of a job that is held: its file is kept for another try."""
    IMPORTS.held(job).filter(state=State.PREPARING).update(
        state=State.FAILED,
        problem=problem[: longest(Import, "problem")],
        finished_at=Now(),
        lease_until=None,
        version=job.version + 1,
    )


def put_off(job: Import, *, seconds: float, counts: bool) -> None:
    """Leave the rest to whoever takes it after so many seconds; the try `counts` when the file may
    be what failed."""
    tries = job.tries if counts else max(job.tries - 1, 0)
    IMPORTS.held(job).update(tries=tries, lease_until=Now() + timedelta(seconds=seconds))


def let_go(job: Import) -> None:
    """Leave the rest to whoever takes it next."""
    IMPORTS.held(job).update(lease_until=None)


def fetched(job: Import, data: bytes) -> None:
    """Keep what the address of a job that is held gave. Raises Lost."""
    sha256 = hashlib.sha256(data).hexdigest()
    held = IMPORTS.held(job).filter(state=State.PREPARING)
    if not held.update(content=data, sha256=sha256):
        raise Lost
    job.content, job.sha256 = data, sha256


def looked_at(job: Import, shown: dict[str, Any]) -> None:
    """Write what a file would bring, of a job that is held; where it `starts` by itself, it stays
    held and goes on. Raises Lost."""
    changes: dict[str, Any] = {"state": State.DRAFT, "preview": shown, "lease_until": None}
    if job.starts:
        changes = {"state": State.QUEUED, "lease_until": Now() + IMPORTS.length(0)}
    held = IMPORTS.held(job).filter(state=State.PREPARING)
    total, tries = shown["counts"].get("records", 0), 1 if job.starts else 0
    if not held.update(total=total, tries=tries, version=job.version + 1, **changes):
        raise Lost
    _refresh(job, "state", "total", "version", "tries", "lease_until")


def _bring_in(job: Import, batch: Sequence[Numbered]) -> None:
    actor = job.created_by
    access.forget_roles(actor)
    with translation.override("en-gb"), acting(actor):
        access.require(actor, "import", job.desk_id)
        if not IMPORTS.hold([job], state=State.QUEUED):
            raise Lost
        _write(job, _records(job, batch), batch[-1][0])


def _records(job: Import, batch: Sequence[Numbered]) -> list[ImportedRecord]:
    found = texts.bring(job, [(n, one) for n, one in batch if isinstance(one, Text)])
    found += notes.bring(job, [(n, one) for n, one in batch if isinstance(one, Note)])
    found += reviews.bring(job, [(n, one) for n, one in batch if isinstance(one, Review)])
    found += averitec.bring(job, [(n, one) for n, one in batch if isinstance(one, Checked)])
    return found + [_unread(job, n, one) for n, one in batch if isinstance(one, Bad)]


def _unread(job: Import, number: int, bad: Bad) -> ImportedRecord:
    left = [{"words": bad.words, "problem": in_english(bad.problem)}] if bad.words else []
    return ImportedRecord(
        of=job,
        number=number,
        line=bad.line,
        outcome=Outcome.LEFT,
        problem=in_english(bad.problem)[:LONGEST_PROBLEM],
        left=left,
    )


def _skip(job: Import, one: Numbered) -> None:
    number, record = one
    row = ImportedRecord(of=job, number=number, line=record.line, outcome=Outcome.LEFT)
    row.problem = str(REFUSED)
    with transaction.atomic():
        if not IMPORTS.hold([job], state=State.QUEUED):
            raise Lost
        _write(job, [row], number)


def _write(job: Import, records: Iterable[ImportedRecord], done: int) -> None:
    """What became of a batch, and the lease anew: its tries are counted from here."""
    rows = list(records)
    for row in rows:
        row.problem = row.problem[:LONGEST_PROBLEM]
    ImportedRecord.objects.bulk_create(rows)
    counts = Counter(job.counts)
    for row in rows:
        counts[row.outcome] += 1
        if row.outcome != Outcome.LEFT:  # Else the record itself is what was left.
            counts["words_left"] += len(row.left)
    Import.objects.filter(pk=job.pk).update(
        done=done,
        counts=dict(counts),
        version=job.version + 1,
        tries=1,
        lease_until=Now() + IMPORTS.length(0),
    )
    _refresh(job, "done", "counts", "version", "tries", "lease_until")


def _refresh(job: Import, *names: str) -> None:
    for name, value in Import.objects.filter(pk=job.pk).values(*names).get().items():
        setattr(job, name, value)
