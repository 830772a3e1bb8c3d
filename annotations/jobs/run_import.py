"""Brings in files of other programs: looks at one first (preview_import.py), reads it anew from its
beginning, goes on where it stood."""

import logging
import time
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from annotations.errors import DomainError
from annotations.ingest.annotated.formats import FORMATS
from annotations.ingest.annotated.records import Record, Text
from annotations.models import Import
from annotations.services.imports import batches, imports
from annotations.work import wakeup
from newsroom import outages

from .preview_import import look_into

logger = logging.getLogger(__name__)
MOST_RECORDS = 100  # Of a batch.
MOST_TEXT = 200_000  # Code points of a batch.
PAUSE = 20  # Seconds after which a database that was away is tried again.
TOO_SLOW = "57014"  # PostgreSQL's code: it ended a statement that took too long.
FAILED = _("The import failed. The worker’s log says why.")
Batch = list[batches.Numbered]


def bring_in_due(seconds: float) -> None:
    """Bring in files until none waits or `seconds` have passed; what is left is rung for."""
    until = time.monotonic() + seconds
    imports.forget_drafts()
    while job := batches.take():
        if not bring_in(job, until):
            wakeup.send_import()
            return


def bring_in_this(pk: int) -> bool:
    """Bring in one file to its end, in this process; False when a worker has it."""
    job = batches.take_this(pk)
    return job is not None and bring_in(job, float("inf"))


def bring_in(job: Import, until: float) -> bool:
    """Do what waits of a file that is held: look at it, write its rest. False when time ran out
    before its end."""
    try:
        if job.state == Import.State.PREPARING:
            look_into(job)
        if job.state == Import.State.DRAFT:
            return True
        for batch in _batches(job):
            batches.bring_in(job, batch)
            if time.monotonic() > until:
                batches.let_go(job)
                return False
    except batches.Lost:
        return True
    except DomainError as error:
        _fail(job, error.message)
        return True
    except Exception as error:
        if outages.is_away(error):
            _wait(job, error)
            return True
        logger.exception("import %s could not be brought in", job.pk)
        _fail(job, FAILED)
        return True
    batches.end(job)
    return True


def _fail(job: Import, problem: str) -> None:
    """End it; where only its preview could not be made, it can be tried again."""
    if job.state == Import.State.PREPARING and not job.starts:
        batches.not_read(job, problem)
    else:
        batches.end(job, state=Import.State.FAILED, problem=problem)


def _wait(job: Import, error: Exception) -> None:
    """The database was away, or two waited for one another: the file is at no fault, and is tried
    again. What no database answers in time may be the file's doing."""
    logger.warning("import %s waits for the database: %s", job.pk, error)
    is_slow = getattr(error.__cause__, "sqlstate", None) == TOO_SLOW
    try:
        batches.put_off(job, seconds=PAUSE, counts=is_slow)
    except outages.AWAY:
        logger.warning("import %s goes on when its lease is over", job.pk)


def _batches(job: Import) -> Iterator[Batch]:
    """What is still to be written, in pieces that fit well into a lease."""
    batch: Batch = []
    length = 0
    for number, record in _rest(job):
        batch.append((number, record))
        length += len(record.text) if isinstance(record, Text) else 0
        if len(batch) >= MOST_RECORDS or length >= MOST_TEXT:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _rest(job: Import) -> Iterator[tuple[int, Record]]:
    done = job.done
    records = FORMATS[job.format].reader(bytes(job.content or b""))
    return ((n, record) for n, record in enumerate(records, 1) if n > done)
