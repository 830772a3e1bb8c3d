"""*My work*: what needs this person, grouped by what it needs, oldest first."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.shortcuts import render

from annotations import access
from annotations.models import Anchor, work
from annotations.text.numbers import lost_numbers

from . import waiting
from .claim_rows import describe
from .context import desk_at_hand

MOST = 50  # Rows of a group; the others come when these are done.


@dataclass(frozen=True)
class Group:
    """One queue. `does` names the buttons of its rows (work/row.html)."""

    slug: str
    title: str
    hint: str
    does: str
    rows: list
    is_cut: bool


QUEUES = (
    ("gone", "The words are gone", "a correction took them away; say where the claim stands now"),
    ("changed", "The words changed", "a correction touched the claim’s words"),
    ("overdue", "Reply overdue", "asked, and the deadline has passed"),
    ("doubted", "Needs another look", "something changed after approval"),
    ("review", "To review", "proposed by others, so you can approve or return them"),
    ("held", "Open, held by you", ""),
)


def page(request, status: int = 200, **more: object):
    """All groups, or the one the address names; htmx gets the rows only.

    `more` is `told` after a decision that was taken here, or the `message` of its refusal.
    """
    groups = groups_of(request)
    asked = request.GET.get("group", "")
    shown = [one for one in groups if one.rows and asked in ("", one.slug)]
    context = {
        "groups": groups,
        "shown": shown,
        "asked": asked,
        # What decisions send along, so that they lead back here.
        "here": urlencode({"from": "work"} | ({"group": asked} if asked else {})),
        "total": sum(len(one.rows) for one in groups),
    }
    template = "work/rows.html" if request.htmx else "work/page.html"
    return render(request, template, context | more, status=status)


def count(request):
    """How many claims need the person, for the bar."""
    return render(request, "shell/work_count.html")


def groups_of(request) -> list[Group]:
    """Every queue; a claim stands in the first that needs it. Queries: one a queue and four."""
    desk = desk_at_hand(request)
    found, seen = [], set()
    for slug, title, hint in QUEUES:
        queue = _queue(request.user, slug).select_related("article", "assignee")
        if desk:
            queue = queue.filter(desk=desk)
        rows = list(queue.defer("search", "article__search")[: MOST + 1])
        fresh = [row for row in rows[:MOST] if row.pk not in seen]
        seen.update(row.pk for row in fresh)
        found.append(Group(slug, title, hint, slug, fresh, len(rows) > MOST))
    _describe(request, found)
    return found


def _queue(user, slug: str):
    if slug in ("gone", "changed"):
        return work.waiting(user, Anchor.State.ORPHANED if slug == "gone" else slug)
    by_slug = {"overdue": work.overdue, "doubted": work.doubted, "review": work.to_review}
    return by_slug.get(slug, work.held)(user)


def _describe(request, groups: list[Group]) -> None:
    rows = [row for group in groups for row in group.rows]
    describe(rows)
    moved = {row.pk for group in groups[:2] for row in group.rows}
    anchors = Anchor.objects.undecided().current().filter(claim__in=moved)
    # Of a claim with several the first whose words are gone, else the first.
    waiting_of = {anchor.claim_id: anchor for anchor in anchors.order_by("state", "-pk")}
    places = waiting.places_of(waiting_of.values())
    for row in rows:
        row.waits = waiting_of.get(row.pk)
        if row.waits:
            old, new = waiting.sides(row.waits.before, row.waits.exact)
            row.waits.old_words, row.waits.new_words = waiting.windowed(old), waiting.windowed(new)
            row.lost_numbers = lost_numbers(row.statement, row.waits.before, row.waits.exact)
        row.places = places.get(row.waits.pk, []) if row.waits else []
        row.may_withdraw = access.may(request.user, "dismiss", row.desk_id)
