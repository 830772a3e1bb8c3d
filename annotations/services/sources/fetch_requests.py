"""Copies of sources' pages: wanted by a person, fetched by a worker.

The request is a row: a killed worker loses none, and after three deaths it is said. Nothing is
fetched inside a transaction.
"""

import logging
import time
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from annotations import access
from annotations.errors import DomainError, WrongState
from annotations.ingest.document import UnreadableFile
from annotations.ingest.reader import read
from annotations.models import Claim, SnapshotRequest, Source, User
from annotations.models.notice import notify
from annotations.work import wakeup
from annotations.work.fetch_url import Unfetched, fetch

from ..transactions import acting, locked
from . import snapshots

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=4)
MOST_TRIES = 3
MOST_TOLD = 100  # Articles whose open pages hear of it.
DIED = "The worker died, or took too long, three times while fetching it."
BROKEN = "It could not be fetched: the log of the worker says why."


def want(*, actor: User, source_id: int) -> SnapshotRequest:
    """Have a copy of a source's page fetched; excerpts follow into it (snapshots.take).

    Raises NotFound, NotAllowed, and WrongState for a source without a web address.
    """
    with acting(actor):
        source = locked(Source.objects.defer("search"), source_id)
        access.require(actor, "edit source", source.desk_id)
        if not source.url:
            raise WrongState("This source has no web address.")
        wanted = {"wanted_by": actor, "wanted_at": Now(), "due_at": Now(), "tries": 0}
        request, _ = SnapshotRequest.objects.update_or_create(
            source=source, defaults=wanted | {"problem": ""}
        )
        _tell(source)
        wakeup.ring_web()
    return request


def fetch_due(seconds: float) -> Iterator[tuple[Source, str]]:
    """Fetch wanted copies one after the other, until none is due or `seconds` have passed.

    Each is told with its problem, which is empty when the copy is there.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        request = _take()
        if request is None:
            return
        problem = DIED if request.tries > MOST_TRIES else _copy(request)
        _end(request, problem)
        yield request.source, problem


def _take() -> SnapshotRequest | None:
    """The next one, nobody else's for a while; the try counts before it is made."""
    with transaction.atomic():
        request = SnapshotRequest.objects.due().select_for_update(skip_locked=True).first()
        if request is None:
            return None
        SnapshotRequest.objects.filter(pk=request.pk).update(
            due_at=Now() + LEASE, tries=request.tries + 1
        )
    requests = SnapshotRequest.objects.select_related("source", "wanted_by")
    return requests.defer("source__search").filter(pk=request.pk).first()


def _copy(request: SnapshotRequest) -> str:
    """The problem, or nothing."""
    try:
        page = fetch(request.source.url)
        document = read(page.data, page.filename, page.media_type)
        snapshots.take(
            actor=request.wanted_by,
            source_id=request.source_id,
            text=document.text,
            media_type=page.media_type.split(";")[0].strip()[:100],
        )
    except (Unfetched, UnreadableFile, DomainError) as error:
        return str(error)
    except Exception:
        logger.exception("source %s could not be fetched", request.source_id)
        return BROKEN
    return ""


def _end(request: SnapshotRequest, problem: str) -> None:
    """Unless somebody asked again meanwhile."""
    with transaction.atomic():
        this = SnapshotRequest.objects.filter(pk=request.pk, wanted_at=request.wanted_at)
        if problem:
            this.update(due_at=None, problem=problem[:500])
        else:
            this.delete()
        _tell(request.source)


def _tell(source: Source) -> None:
    """The open pages of the articles that rest on it."""
    claims = Claim.objects.filter(evidence__source=source).order_by("article").distinct("article")
    for claim, article in claims.values_list("pk", "article")[:MOST_TOLD]:
        notify("claim", desk=source.desk_id, article=article, pk=claim)
