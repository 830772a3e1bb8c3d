"""Files of other programs: look at one (a draft), have it brought in, stop it, forget it."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, Unreadable, WrongState
from annotations.ingest.addresses import web_link
from annotations.ingest.annotated.formats import FORMATS, Format
from annotations.messages import in_words
from annotations.models import Article, Desk, Import, User
from annotations.models.base import longest
from annotations.models.imports.imports import ImportQuerySet
from annotations.text.message import Message
from annotations.work import wakeup

from ..limits import is_full
from ..transactions import acting, locked_of_desk, save_next
from . import labels

MOST_BYTES = 20_000_000
MOST_DRAFTS = 50  # Of a desk: their files are kept.
State = Import.State


def add(
    *,
    actor: User,
    desk: Desk,
    format: str,
    data: bytes = b"",
    filename: str = "",
    address: str = "",
    options: Mapping[str, Any] | None = None,
    start: bool = False,
    rings: bool = True,
) -> Import:
    """Have a worker look at a file, or at what is at a web `address`, and say what it would bring
    (`preview`); nothing of it comes in until `start`.

    `options` are `labels` (what becomes of which) and `unknown`. Who works on it by itself `rings`
    for no worker. Raises NotAllowed, Invalid, and Unreadable for an empty file.
    """
    access.require(actor, "import", desk.pk)
    kind = format_of(format)
    if address and (data or filename):
        raise Invalid(_("Give a file or an address, not both."), field="address")
    place = _address(kind, address) if address else ""
    if not place:
        _require_file(data)
    chosen = labels.clean(options or {}, unknown=kind.unknown)
    _require_article(actor, desk, chosen)
    job = Import(
        desk=desk,
        format=format,
        filename=(filename.replace("\0", "") or place or "-")[-longest(Import, "filename") :],
        address=place,
        sha256=hashlib.sha256(data).hexdigest(),
        content=None if place else data,
        options=chosen,
        created_by=actor,
        state=State.PREPARING,
        starts=start,
        queued_at=timezone.now(),
    )
    with acting(actor):
        waiting = Import.objects.waiting().filter(desk=desk)
        if is_full(waiting, MOST_DRAFTS, of=Desk, pk=desk.pk):
            _forget_first(waiting)
        if rings:
            wakeup.ring_import()
        job.save()
    return job


def look_again(
    *,
    actor: User,
    import_id: int,
    seen_version: int | None,
    options: Mapping[str, Any],
    format: str = "",
) -> Import:
    """The dry run once more, with other options or as another `format`.

    Of a draft, and of what no preview could be made of, which is fetched anew where it has an
    address; WrongState for what is neither. What `options` do not name stays, but for what becomes
    of unknown labels in another format. Raises NotFound, NotAllowed, Stale, Invalid.
    """
    with acting(actor):
        job = _locked(actor, import_id, seen_version)
        if not can_be_looked_at_again(job):
            _require(job, State.DRAFT)
        format = format or job.format
        kind = format_of(format)
        if job.address:
            _address(kind, job.address)
        kept = dict(job.options)
        if format != job.format:
            kept.pop("unknown", None)
        chosen = labels.clean({**kept, **options}, unknown=kind.unknown)
        _require_article(actor, job.desk, chosen)
        wakeup.ring_import()
        again: dict[str, Any] = {"state": State.PREPARING, "queued_at": timezone.now()}
        again |= {"problem": "", "finished_at": None, "format": format, "total": 0}
        if job.address and job.state == State.FAILED:
            again["content"] = None
        return _saved(job, options=chosen, preview={}, tries=0, **again)


def can_be_looked_at_again(job: Import) -> bool:
    """Whether it failed before there was a preview, and its file is kept or can be fetched."""
    failed = job.state == State.FAILED
    return failed and Import.objects.unread().filter(pk=job.pk).exists()


def start(*, actor: User, import_id: int, seen_version: int | None = None) -> Import:
    """Bring in a draft, in the background, in the name of who starts it.

    Raises NotFound, NotAllowed, Stale, WrongState.
    """
    with acting(actor):
        job = _locked(actor, import_id, seen_version)
        _require(job, State.DRAFT)
        wakeup.ring_import()
        begun = {"state": State.QUEUED, "queued_at": timezone.now(), "preview": {}}
        return _saved(job, created_by=actor, **begun)


def stop(*, actor: User, import_id: int, seen_version: int | None = None) -> Import:
    """Bring in nothing further, or forget a draft; what came in stays. Raises as `start` does."""
    with acting(actor):
        job = _locked(actor, import_id, seen_version)
        _require(job, State.DRAFT, *Import.UNDER_WAY)
        ended: dict[str, Any] = {"lease_until": None, "content": None, "preview": {}}
        ended["finished_at"] = timezone.now()
        return _saved(job, state=State.CANCELLED, **ended)


def forget_drafts(hours: int = 24) -> None:
    """Delete drafts that nobody started, and the files that no preview could be made of."""
    old = Now() - timedelta(hours=hours)
    Import.objects.filter(state=State.DRAFT, updated_at__lt=old).delete()
    unread = Import.objects.unread().filter(finished_at__lt=old, content__isnull=False)
    unread.update(content=None)


def _forget_first(waiting: ImportQuerySet) -> None:
    """The oldest draft goes; of what failed only its file, as it stays in the list."""
    free = waiting.without_content().select_for_update(skip_locked=True)
    first = free.order_by("pk").first()
    if first and first.state == State.FAILED:
        Import.objects.filter(pk=first.pk).update(content=None)
    elif first:
        first.delete()


def format_of(name: str) -> Format:
    """Raises Invalid for one that is not known."""
    if name not in FORMATS:
        message = _("Choose one of: %(values)s.") % {"values": ", ".join(FORMATS)}
        raise Invalid(message, field="format")
    return FORMATS[name]


def _require_file(data: bytes) -> None:
    if not data.strip():
        raise Unreadable(in_words(Message("file-empty")), field="file")
    if len(data) > MOST_BYTES:
        raise Invalid(too_large(), field="file")


def too_large() -> str:
    """What is told of a file with more than MOST_BYTES."""
    return _("The file is larger than %(most)s MB.") % {"most": f"{MOST_BYTES // 1_000_000}"}


def _address(kind: Format, address: str) -> str:
    link = web_link(address.strip())
    if not link:
        message = _("Give an address that begins with http:// or https://.")
        raise Invalid(message, field="address")
    if not kind.has_address:
        message = _("%(format)s is imported from files only.")
        raise Invalid(message % {"format": kind.title}, field="address")
    return link


def _require_article(actor: User, desk: Desk, chosen: dict[str, Any]) -> None:
    if chosen["article"] is not None:
        rows = Article.objects.filter(desk=desk, pk=chosen["article"])
        if not rows.not_hidden_from(actor).exists():
            raise Invalid(_("There is no such article on this desk."), field="article")


def _locked(actor: User, import_id: int, seen_version: int | None) -> Import:
    rows = Import.objects.without_content()
    return locked_of_desk(actor, "import", rows, import_id, seen_version)


def _require(job: Import, *states: str) -> None:
    if job.state not in states:
        message = _("This can no longer be done: the import is “%(state)s”.")
        raise WrongState(message % {"state": job.get_state_display()})


def _saved(job: Import, **changes: object) -> Import:
    save_next(job, **changes)
    return job
