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
from annotations.ingest.annotated.formats import FORMATS, Format
from annotations.ingest.document import UnreadableFile
from annotations.messages import in_words
from annotations.models import Article, Desk, Import, User
from annotations.models.base import longest
from annotations.work import wakeup

from ..limits import is_full
from ..transactions import acting, locked_of_desk, save_next
from . import labels
from .preview import preview

MOST_BYTES = 20_000_000
MOST_DRAFTS = 50  # Of a desk: their files are kept.
State = Import.State


def add(
    *,
    actor: User,
    desk: Desk,
    format: str,
    data: bytes,
    filename: str,
    options: Mapping[str, Any] | None = None,
    start: bool = False,
    rings: bool = True,
) -> Import:
    """Look at a file and say what it would bring (`preview`); nothing of it comes in until `start`.

    `options` are `labels` (what becomes of which) and `unknown`. Who brings it in by itself `rings`
    for no worker. Raises NotAllowed, Invalid, and
    Unreadable for what is no file of this format.
    """
    access.require(actor, "import", desk.pk)
    kind = format_of(format)
    if len(data) > MOST_BYTES:
        most = f"{MOST_BYTES // 1_000_000}"
        raise Invalid(_("The file is larger than %(most)s MB.") % {"most": most}, field="file")
    chosen = labels.clean(options or {}, unknown=kind.unknown)
    shown = _looked_at(actor, desk, kind, data, chosen)
    job = Import(
        desk=desk,
        format=format,
        filename=(filename.replace("\0", "") or "-")[-longest(Import, "filename") :],
        sha256=hashlib.sha256(data).hexdigest(),
        content=data,
        options=chosen,
        preview=shown,
        total=shown["counts"].get("records", 0),
        created_by=actor,
    )
    with acting(actor):
        drafts = Import.objects.filter(desk=desk, state=State.DRAFT)
        if is_full(drafts, MOST_DRAFTS, of=Desk, pk=desk.pk):
            drafts.filter(pk=drafts.order_by("pk").values("pk")[:1]).delete()
        if start:
            job.state, job.queued_at = State.QUEUED, timezone.now()
            job.preview = {}
            if rings:
                wakeup.ring_import()
        job.save()
    return job


def look_again(
    *, actor: User, import_id: int, seen_version: int | None, options: Mapping[str, Any]
) -> Import:
    """The dry run of a draft with other options. Raises NotFound, NotAllowed, Stale, Invalid, and
    WrongState for what is a draft no longer."""
    with acting(actor):
        job = _locked(actor, import_id, seen_version)
        _require(job, State.DRAFT)
        kind = format_of(job.format)
        chosen = labels.clean(options, unknown=kind.unknown)
        data = bytes(job.content or b"")
        shown = _looked_at(actor, job.desk, kind, data, chosen)
        return _saved(job, options=chosen, preview=shown)


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
        _require(job, State.DRAFT, State.QUEUED)
        ended: dict[str, Any] = {"lease_until": None, "content": None, "preview": {}}
        ended["finished_at"] = timezone.now()
        return _saved(job, state=State.CANCELLED, **ended)


def forget_drafts(hours: int = 24) -> None:
    """Delete drafts that nobody started."""
    old = Now() - timedelta(hours=hours)
    Import.objects.filter(state=State.DRAFT, updated_at__lt=old).delete()


def format_of(name: str) -> Format:
    """Raises Invalid for one that is not known."""
    if name not in FORMATS:
        told = _("Choose one of: %(values)s.") % {"values": ", ".join(FORMATS)}
        raise Invalid(told, field="format")
    return FORMATS[name]


def _looked_at(
    actor: User, desk: Desk, kind: Format, data: bytes, chosen: dict[str, Any]
) -> dict[str, Any]:
    if chosen["article"] is not None:
        rows = Article.objects.filter(desk=desk, pk=chosen["article"])
        if not rows.not_hidden_from(actor).exists():
            raise Invalid(_("There is no such article on this desk."), field="article")
    try:
        records = kind.reader(data)
        shown = preview(actor=actor, desk=desk, records=records, options=chosen)
    except UnreadableFile as error:
        raise Unreadable(in_words(error.message), field="file") from error
    if not shown["counts"].get("records"):
        told = _("There is nothing in this file that can be imported as %(format)s.")
        raise Unreadable(told % {"format": kind.title}, field="file")
    return shown


def _locked(actor: User, import_id: int, seen_version: int | None) -> Import:
    rows = Import.objects.without_content()
    return locked_of_desk(actor, "import", rows, import_id, seen_version)


def _require(job: Import, *states: str) -> None:
    if job.state not in states:
        told = _("This can no longer be done: the import is “%(state)s”.")
        raise WrongState(told % {"state": job.get_state_display()})


def _saved(job: Import, **changes: object) -> Import:
    save_next(job, **changes)
    return job
