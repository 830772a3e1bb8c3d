"""An archived copy of a source: its words at a time, with the excerpts that stand in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.shortcuts import render

from annotations import access
from annotations.models import Evidence, Snapshot


@dataclass(frozen=True)
class Passage:
    """A stretch of the copy's words; `is_cited` when evidence quotes them."""

    text: str
    is_cited: bool


def page(request, pk: int):
    snapshots = Snapshot.objects.select_related("source", "created_by").defer("source__search")
    snapshot = access.load(snapshots, request.user, pk)
    cited = Evidence.objects.not_hidden_from(request.user)
    cited = cited.filter(snapshot=snapshot, excerpt_start__isnull=False)
    cited = cited.select_related("claim").defer("claim__search").order_by("excerpt_start", "pk")
    others = Snapshot.objects.filter(source=snapshot.source_id).exclude(pk=pk).defer("text")
    places = [place for one in cited if (place := one.excerpt_place)]
    context = {
        "copy": snapshot,
        "cited": cited,
        "passages": passages(snapshot.text, places),
        "others": others.in_order()[:20],
    }
    return render(request, "sources/page.html", context)


def passages(text: str, spans: Iterable[tuple[int, int]]) -> list[Passage]:
    """The text cut where cited words begin and end; `spans` (code points) may overlap; pure."""
    found, at = [], 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        found += [Passage(text[at:start], False), Passage(text[max(at, start) : end], True)]
        at = end
    found.append(Passage(text[at:], False))
    return [one for one in found if one.text]
