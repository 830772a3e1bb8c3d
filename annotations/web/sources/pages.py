"""The sources of a desk, and the page of one."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from annotations import access
from annotations.models import Evidence, Snapshot, Source
from annotations.models.counting import MANY
from annotations.services.sources import revert

from ..claims.rows import describe
from ..shell.context import desk_at_hand
from ..shell.drawn import Drawn
from ..shell.paging import page_of

LONGEST_SEARCH = 200
USES, COPIES, FOUND = 20, 20, 8  # Rows of each part of the page.
DETAILS = ("title", "kind", "publisher", "published_on", "reliability_note")


def index(request):
    """The newest first; of the desk at hand or of all of the person's."""
    names = ("search", "kind", "unused")
    given = {name: request.GET.get(name, "").strip()[:LONGEST_SEARCH] for name in names}
    given = {name: value for name, value in given.items() if value}
    rows = Source.newest.visible_to(request.user).standing()
    desk = desk_at_hand(request)
    if desk:
        rows = rows.filter(desk=desk)
    if "search" in given:
        rows = rows.called(given["search"])
    if given.get("kind") in Source.Kind.values:
        rows = rows.filter(kind=given["kind"])
    if "unused" in given:
        rows = rows.unused()
    if not desk and "search" not in given:
        rows = rows.desk_by_desk(request.user)
    page = page_of(request, rows.used(request.user).select_related("desk").defer("search"))
    context = {"page": page, "given": given, "kinds": Source.Kind.choices}
    return render(request, "sources/list.html", context)


def page(request, pk: int):
    """Everything known of one source; the address of a merged one leads to the one it is now."""
    source = load(request, pk)
    if source.merged_into_id:
        return HttpResponsePermanentRedirect(reverse("source", args=[source.merged_into_id]))
    return draw(request, source)


def load(request, pk: object) -> Source:
    rows = Source.objects.used(request.user, MANY).select_related("desk", "request").defer("search")
    return access.load(rows, request.user, pk)


def draw(request, source: Source, *, status: int = 200, **more: object):
    """The whole page; `more` is `error`, `field` and `typed` after a refusal, `theirs` after a
    conflict."""
    find = request.GET.get("find", "").strip()[:LONGEST_SEARCH]
    merged = Source.objects.filter(merged_into=source).defer("search")
    context = {
        "source": source,
        "kinds": Source.Kind.choices,
        "shown": {name: _shown(source, name) for name in DETAILS},
        "uses": _uses(request, source),
        "copies": _copies(source),
        "also": merged.not_hidden_from(request.user).order_by("pk"),
        "undoable": revert.undoable(source),
        "find": find,
        "found": _found(request, source, find) if find else (),
        "may": {
            "edit": access.may(request.user, "edit source", source.desk_id),
            "merge": access.may(request.user, "merge sources", source.desk_id),
        },
    }
    return render(request, "sources/source.html", context | more, status=status)


def _shown(source: Source, name: str) -> str:
    value = getattr(source, name)
    return value.isoformat() if name == "published_on" and value else value or ""


def _uses(request, source: Source):
    """Pieces of evidence, each with its claim, whose verdict is described, and the article."""
    rows = Evidence.newest.visible_to(request.user).filter(source=source)
    rows = rows.select_related("claim__article", "cited")
    left_out = ("claim__search", "claim__article__search", "cited__search")
    page = page_of(request, rows.defer(*left_out), USES)
    describe([row.claim for row in page.rows])
    return page


def _copies(source: Source) -> list[Drawn]:
    """The newest first; each says whether its words are those of the copy before (`is_changed`)."""
    found: list[Drawn] = list(
        Snapshot.objects.filter(source=source).defer("text").in_order()[: COPIES + 1]
    )
    for copy, before in zip(found, [*found[1:], None], strict=False):
        copy.is_first = before is None
        copy.is_changed = before is not None and before.sha256 != copy.sha256
    return found[:COPIES]


def _found(request, source: Source, words: str) -> list[Source]:
    """Sources that may be merged into this one, by words of their title or by their address."""
    rows = Source.newest.visible_to(request.user).filter(desk=source.desk_id).standing()
    rows = rows.exclude(pk=source.pk)
    return rows.called(words).used(request.user).defer("search").nearest(FOUND)
