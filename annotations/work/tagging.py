"""Tag one revision: text in, mentions and entities out, in one transaction."""

import logging
import time
from collections.abc import Sequence
from functools import cache

from django.db import transaction

from annotations.models import Mention, Revision, TaggingRun
from annotations.models.base import BATCH
from annotations.tagging.engine import Engine, Found
from annotations.text.spans import quote

from . import bell, linking, loading, taking

logger = logging.getLogger(__name__)
FAILED = "The tagger failed on this text: {}"


class LeaseLost(Exception):
    """Another worker has the run now; what this one found is thrown away."""


@cache
def engine() -> Engine:
    """The engine by setting; loaded once a process."""
    return loading.load()


def tag_due(seconds: float) -> None:
    """Work due runs, one after the other, and ring for the rest after so many seconds.

    A run that fails is recorded and raised; the next ring goes on with the others.
    """
    end = time.monotonic() + seconds
    try:
        while tag_next() is not None:
            if time.monotonic() > end:
                bell.send()
                return
    except Exception:
        bell.send()
        raise


def tag_next() -> int | None:
    """Take the next due run and work it; the run's id, or None when nothing was due."""
    run = taking.take_next()
    if run is None:
        return None
    try:
        tag(run)
    except LeaseLost:
        logger.warning("run %s was taken back while it was worked on", run.pk)
    except Exception as error:  # The edge of the worker: recorded in the row, raised for the log.
        taking.finish(run, state=TaggingRun.State.FAILED, error=FAILED.format(type(error).__name__))
        raise
    return run.pk


def tag(run: TaggingRun) -> None:
    """Run the engine outside any transaction, then write everything it found at once."""
    revision = Revision.objects.select_related("article").get(pk=run.revision_id)
    tagger = engine()
    [document] = tagger.tag([revision.text], [revision.article.language])
    found = document.found
    origin = f"{tagger.name}/{tagger.version}"
    with transaction.atomic():
        # First, because it locks the row: a zombie worker stops here.
        if not taking.finish(
            run,
            state=TaggingRun.State.DONE,
            pipeline=origin,
            counts={"mentions": len(found)},
        ):
            raise LeaseLost
        write(revision, found, origin)


def write(revision: Revision, found: Sequence[Found], origin: str) -> None:
    """Replace the machine's undecided mentions of the revision; people's decisions stay.

    A mention's origin is the step that made it, or this pipeline where the step did not say.
    """
    article = revision.article
    standing = Mention.objects.filter(revision=revision)
    standing.filter(state=Mention.State.SUGGESTED).exclude(origin=Mention.PERSON_ORIGIN).delete()
    decided = set(standing.values_list("start", "end"))
    fresh = [one for one in found if (one.start, one.end) not in decided]
    entities = linking.entities_for(article.desk_id, [(one.label, one.text) for one in fresh])
    Mention.objects.bulk_create(
        (
            Mention(
                article_id=article.pk,
                desk_id=article.desk_id,
                revision=revision,
                start=one.start,
                end=one.end,
                **vars(quote(revision.text, one.start, one.end)),
                label=one.label,
                entity_id=entities.get((one.label, one.text)),
                origin=one.source or origin,
                score=one.score,
            )
            for one in fresh
        ),
        batch_size=BATCH,
    )
