"""Copies of sources' pages: a person requests one, a worker fetches it (jobs/fetch_copies.py).

Requests are rows, so that a killed worker loses none (work/leases.py). One that killed its worker
three times is given up, and the page says so.
"""

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import WrongState
from annotations.models import SnapshotRequest, Source, User
from annotations.models.base import longest
from annotations.work import wakeup
from annotations.work.leases import COPIES

from ..transactions import acting, locked
from .notify import notify_pages


def request(*, actor: User, source_id: int) -> SnapshotRequest:
    """Have a copy of a source's page fetched; excerpts follow into it (snapshots.take).

    Raises NotFound, NotAllowed, and WrongState for a source without a web address.
    """
    with acting(actor):
        source = locked(Source.objects.defer("search"), source_id)
        access.require(actor, "edit source", source.desk_id)
        if not source.url:
            raise WrongState(_("This source has no web address."))
        wanted = {"wanted_by": actor, "wanted_at": Now(), "due_at": Now(), "failed_at": None}
        row = SnapshotRequest.objects.update_or_create(
            source=source, defaults=wanted | {"tries": 0, "problem": ""}
        )[0]
        notify_pages(source)
        wakeup.ring_web()
    return row


def take() -> SnapshotRequest | None:
    """The next one that is due, nobody else's for a while."""
    taken = COPIES.take(SnapshotRequest.objects.due())
    return _whole().filter(pk__in=taken).first()


def park_exhausted(problem: str) -> list[SnapshotRequest]:
    """Give up, with this problem, those that killed their worker too often; says which."""
    with transaction.atomic():
        rows = COPIES.park(_whole().due(), problem=problem, failed_at=Now())
        for row in rows:
            notify_pages(row.source)
    return rows


def end(row: SnapshotRequest, problem: str) -> None:
    """It was fetched, or kept its `problem`; unless somebody asked again meanwhile."""
    with transaction.atomic():
        mine = COPIES.held(row)
        if problem:
            cut = problem[: longest(SnapshotRequest, "problem")]
            mine.update(due_at=None, failed_at=Now(), problem=cut)
        else:
            mine.delete()
        notify_pages(row.source)


def _whole():
    return SnapshotRequest.objects.select_related("source", "wanted_by").defer("source__search")
