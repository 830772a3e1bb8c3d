"""Fetches the copies of sources' pages that people requested, never inside a transaction."""

import logging
import time
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from annotations.errors import DomainError
from annotations.ingest.document import UnreadableFile
from annotations.ingest.reader import read
from annotations.messages import in_english
from annotations.models import Snapshot, SnapshotRequest, Source
from annotations.models.base import longest
from annotations.services.sources import fetch_requests, snapshots
from annotations.work.fetch_url import Unfetched, fetch

logger = logging.getLogger(__name__)
DIED = _("It could not be fetched: the worker stopped, or took too long, three times.")
BROKEN = _("It could not be fetched. The worker’s log says why.")


def fetch_due(seconds: float) -> Iterator[tuple[Source, str]]:
    """Fetch requested copies one after the other, until none is due or `seconds` have passed.

    Each is told with its problem, which is empty when the copy is there.
    """
    until = time.monotonic() + seconds
    for request in fetch_requests.park_exhausted(DIED):
        yield request.source, DIED
    while time.monotonic() < until:
        taken = fetch_requests.take()
        if taken is None:
            return
        problem = _copy(taken)
        fetch_requests.end(taken, problem)
        yield taken.source, problem


def _copy(request: SnapshotRequest) -> str:
    """The problem, or nothing."""
    try:
        page = fetch(request.source.url)
        document = read(page.data, page.filename, page.media_type)
        snapshots.take(
            actor=request.wanted_by,
            source_id=request.source_id,
            text=document.text,
            media_type=page.media_type.split(";")[0].strip()[: longest(Snapshot, "media_type")],
        )
    except UnreadableFile as error:
        return in_english(error.message)
    except (Unfetched, DomainError) as error:
        return str(error)
    except Exception:
        logger.exception("source %s could not be fetched", request.source_id)
        return BROKEN
    return ""
