"""Tag revisions: texts in, names, quotations, suggestions out, each in one transaction."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.db import transaction

from annotations.models import Revision, TaggingRun
from annotations.tagging.engine import Document, Engine

from .. import desk_rules, heartbeat, load_engine, queue, wakeup
from . import write

logger = logging.getLogger(__name__)
FAILED = "Automatic tagging failed on this text: {}"
AT_ONCE = 8
_loading = threading.Lock()
Work = list[tuple[TaggingRun, Revision]]


class LeaseLost(Exception):
    """Another worker has the run now; what this one found is thrown away."""


def engine() -> Engine:
    """The engine by setting; loaded once a process, also when two threads ask at once."""
    with _loading:
        return loaded()


@cache
def loaded() -> Engine:
    """Says to people which engine this worker has; call `engine`."""
    fresh = load_engine.load()
    heartbeat.equipped(fresh)
    return fresh


def tag_due(seconds: float) -> None:
    """Work due runs, a few at a time, and ring for the rest after so many seconds."""
    end = time.monotonic() + seconds
    while tag_next():
        if time.monotonic() > end:
            wakeup.send()
            return


def tag_next() -> int:
    """Take the runs that are next and work them; says how many, 0 when nothing was due.

    The engine runs outside any transaction, over several texts at once because it is twice as
    fast; each run is written, or fails, on its own.
    """
    runs = queue.take_next(AT_ONCE)
    revisions = Revision.objects.select_related("article").in_bulk(
        [run.revision_id for run in runs]
    )
    # An article that was deleted meanwhile took its run along.
    work = [(run, revisions[run.revision_id]) for run in runs if run.revision_id in revisions]
    for run, revision, document in _found(work):
        with _failures_recorded(run):
            record(run, revision, document)
    return len(runs)


def _found(work: Work) -> Iterator[tuple[TaggingRun, Revision, Document]]:
    """What the engine finds in each text; a text on which it fails is given back and left out."""
    try:
        documents = _documents([revision for _, revision in work]) if work else []
    except Exception as error:
        if len(work) == 1:
            _failed(work[0][0], error)
        else:  # One of them: which, they say one by one.
            for one in work:
                yield from _found([one])
        return
    for (run, revision), document in zip(work, documents, strict=True):
        yield run, revision, document


def _documents(revisions: list[Revision]) -> list[Document]:
    articles = [revision.article for revision in revisions]
    taught = desk_rules.of_desks({article.desk_id for article in articles})
    return engine().tag(
        [revision.text for revision in revisions],
        [article.language for article in articles],
        [taught[article.desk_id] for article in articles],
    )


@contextmanager
def _failures_recorded(run: TaggingRun) -> Iterator[None]:
    """The edge of the worker: one run's failure is recorded in its row, the others go on."""
    try:
        yield
    except LeaseLost:
        logger.warning("run %s was cancelled or taken back while it was worked on", run.pk)
    except Exception as error:
        _failed(run, error)


def _failed(run: TaggingRun, error: Exception) -> None:
    logger.error("run %s failed at try %s", run.pk, run.attempts, exc_info=error)
    queue.give_back(run, FAILED.format(type(error).__name__))


def tag(run: TaggingRun) -> None:
    """Tag one run that was taken. Raises LeaseLost, and what the engine raises."""
    revision = Revision.objects.select_related("article").get(pk=run.revision_id)
    [document] = _documents([revision])
    record(run, revision, document)


def record(run: TaggingRun, revision: Revision, document: Document) -> None:
    """Write everything that was found and end the run, at once. Raises LeaseLost."""
    tagger = engine()
    origin = f"{tagger.name}/{tagger.version}"
    with transaction.atomic():
        # First, because it locks the row: a zombie worker stops here.
        if not queue.finish(
            run,
            state=TaggingRun.State.DONE,
            pipeline=origin,
            counts=write.counts(document),
        ):
            raise LeaseLost
        write.write(revision, document, origin)
