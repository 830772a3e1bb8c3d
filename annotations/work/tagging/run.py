"""Tag revisions: texts in, names, quotations, suggestions out, some in one transaction."""

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
from . import mentions, write

logger = logging.getLogger(__name__)
FAILED = "Automatic tagging failed on this text: {}"
AT_ONCE = 24
SAMPLE = "“We lost 12 per cent,” Ada Lovelace said in Oslo on Monday."
_loading = threading.Lock()
# Of a text and its article; what they are searched by is long.
NEEDED = ("text", "article_id", "article__desk_id", "article__language")
Work = list[tuple[TaggingRun, Revision]]
Found = list[tuple[TaggingRun, Revision, Document]]


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


def warm_up() -> None:
    """Load the engine and everything that it loads for the first text."""
    engine().tag([SAMPLE], ["en"])


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
    fast. They are written together too; where that fails, each is written, or fails, on its own.
    """
    runs = queue.take_next(AT_ONCE)
    texts = Revision.objects.select_related("article").only(*NEEDED)
    revisions = texts.in_bulk([run.revision_id for run in runs])
    # An article that was deleted meanwhile took its run along.
    work = [(run, revisions[run.revision_id]) for run in runs if run.revision_id in revisions]
    found = list(_found(work))
    for one in _left_of(found) if len(found) > 1 else found:
        with _failures_recorded(one[0]):
            record(*one)
    return len(runs)


def _left_of(found: Found) -> Found:
    """Write them in one transaction; says which have to be written alone."""
    try:
        ended = set(_record(found))
    # One of them: which, they say one by one.
    except Exception as error:
        logger.info("%s runs are written one by one: %s", len(found), type(error).__name__)
        return found
    return [one for one in found if one[0] not in ended]


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
    revision = Revision.objects.select_related("article").only(*NEEDED).get(pk=run.revision_id)
    [document] = _documents([revision])
    record(run, revision, document)


def record(run: TaggingRun, revision: Revision, document: Document) -> None:
    """Write everything that was found and end the run, at once. Raises LeaseLost."""
    if not _record([(run, revision, document)]):
        raise LeaseLost


def _record(found: Found) -> list[TaggingRun]:
    """Write what was found and end the runs, at once; says which, for the others nothing is."""
    tagger = engine()
    origin = f"{tagger.name}/{tagger.version}"
    with transaction.atomic():
        mentions.hold(text.pk for _, text, _ in found)
        # Before what is written, because it locks the rows: a zombie worker stops here.
        ended = queue.done(
            [run for run, *_ in found],
            {run.pk: write.counts(document) for run, _, document in found},
            origin,
        )
        held = set(ended)
        write.write({text: document for run, text, document in found if run in held}, origin)
    return ended
