"""What is done on a source's page: plain forms, each answered by the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations import access
from annotations.errors import DomainError, Invalid, NotFound, Stale
from annotations.models import Source, SourceMerge
from annotations.services.sources import fetch_requests, revert, sources
from annotations.services.sources import merge as source_merge
from annotations.text.whole_numbers import whole

from ..claims.conflicts import Field, differing, last_change
from ..claims.responses import seen_version
from ..shell.refusal import on_refusal
from . import pages

LABELS = {
    "title": gettext_lazy("Title"),
    "kind": gettext_lazy("Kind"),
    "publisher": gettext_lazy("Publisher"),
    "published_on": gettext_lazy("Date"),
    "reliability_note": gettext_lazy("How reliable it is"),
}


def edit(request, pk: int):
    """Title, kind, publisher, date and the note on its reliability."""
    with _changing(request, pk, "edit source", tuple(LABELS)) as source:
        changes: dict[str, object] = {
            name: request.POST[name] for name in LABELS if name in request.POST
        }
        if "published_on" in changes:
            changes["published_on"] = _day(str(changes["published_on"]))
        seen = seen_version(request)
        sources.edit(actor=request.user, source_id=source.pk, seen_version=seen, **changes)
    return redirect("source", source.pk)


def merge(request, pk: int):
    """Another source is merged into this one."""
    with _changing(request, pk, "merge sources") as source:
        other = access.load(Source.objects.defer("search"), request.user, _id(request, "source"))
        source_merge.merge(
            actor=request.user,
            source_id=other.pk,
            target_id=source.pk,
            seen_target=seen_version(request),
        )
    return redirect("source", source.pk)


def undo(request, pk: int):
    """A merge into it; the answer is its page still, which says what stands alone again."""
    with _changing(request, pk, "merge sources") as source:
        rows = SourceMerge.objects.filter(target=source, pk=_id(request, "merge"))
        row = rows.select_related("source").defer("moved", "source__search").first()
        if row is None:
            raise NotFound
        revert.undo(actor=request.user, merge_id=row.pk)
    message = _("“%(source)s” is a source of its own again.") % {"source": row.source}
    messages.success(request, message)
    return redirect("source", source.pk)


def copy(request, pk: int):
    """Have a copy of its page fetched."""
    with _changing(request, pk, "edit source") as source:
        fetch_requests.request(actor=request.user, source_id=source.pk)
    return redirect("source", source.pk)


@contextmanager
def _changing(request, pk: int, action: str, typed: tuple[str, ...] = ()) -> Iterator[Source]:
    """The source, once the person may; a refusal inside comes back in its page."""
    source = pages.load(request, pk)
    access.require(request.user, action, source.desk_id)
    with on_refusal(partial(_refused, request, source, typed)):
        yield source


def _refused(request, source: Source, typed: tuple[str, ...], error: DomainError):
    """With what was typed; after a conflict also what stands there now, field by field."""
    fresh = pages.load(request, source.merged_into_id or source.pk)
    kept = {name: request.POST.get(name, "") for name in typed}
    more: dict[str, object] = {"error": error.message, "field": error.field}
    if isinstance(error, Stale):
        more["error"] = _("Somebody else changed this since you opened it. Look again, then retry.")
        if typed:
            more["theirs"] = _theirs(fresh, kept)
            more["who"] = last_change(fresh)[0]
    return pages.draw(request, fresh, status=error.status, typed=kept, **more)


def _theirs(fresh: Source, kept: dict[str, str]) -> list[Field]:
    kinds = dict(Source.Kind.choices)
    fields = []
    for name, label in LABELS.items():
        theirs, mine = str(getattr(fresh, name) or ""), kept[name]
        if name == "kind":
            theirs, mine = str(kinds.get(theirs, theirs)), str(kinds.get(mine, mine))
        fields.append(Field(name, label, theirs, mine))
    return differing(*fields)


def _day(text: str) -> date | None:
    """Raises Invalid for what is no day; nothing is no date."""
    if not text.strip():
        return None
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    if day is None:
        raise Invalid(
            _("Give the date as year-month-day, such as 2026-05-04."), field="published_on"
        )
    return day


def _id(request, name: str) -> int:
    number = whole(request.POST.get(name, ""))
    if number is None:
        raise Invalid(_("Choose one from the list."), field=name)
    return number
