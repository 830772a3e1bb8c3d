"""All claims of the person's desks, with their filters and exports."""

from typing import Any
from urllib.parse import urlencode

from django.shortcuts import render

from annotations.models import Claim, Desk, Question, Rating, Stage, User
from annotations.text.whole_numbers import whole

from ..shell.context import desk_at_hand, desks_where
from ..shell.paging import page_of
from .rows import describe

EXPORTS = ("csv", "json", "ndjson")
FILTERS = ("search", "stage", "question", "rating", "assignee")
LONGEST = 200
MOST_PEOPLE = 200


def page(request):
    """In the order of articles and their texts; the export takes the same filters."""
    desk, given = desk_at_hand(request), _given(request)
    rows = _filtered(request, desk, given).select_related("article", "assignee")
    shown = page_of(request, rows.defer("search", "article__search"))
    describe(shown.rows)
    query = given | ({"desk": desk.slug} if desk else {})
    context = {"page": shown, "given": given, "export_query": urlencode(query)}
    return render(request, "claims/list.html", context | _choices(request, desk))


def _given(request) -> dict[str, Any]:
    """The filters that say something, cleaned of values that nothing has."""
    given = {name: request.GET.get(name, "").strip()[:LONGEST] for name in FILTERS}
    if given["stage"] not in Stage.values:
        given["stage"] = ""
    if given["question"] not in Question.values:
        given["question"] = ""
    if whole(given["assignee"]) is None:
        given["assignee"] = ""
    return {name: value for name, value in given.items() if value}


def _filtered(request, desk: Desk | None, given: dict[str, Any]):
    rows = Claim.objects.visible_to(request.user)
    if desk:
        rows = rows.filter(desk=desk)
    if "search" in given:
        rows = rows.matching(given["search"])
    if "stage" in given:
        rows = rows.filter(stage=given["stage"])
    if "question" in given:
        rows = rows.asking(given["question"])
    if "rating" in given:
        rows = rows.rated(given["rating"])
    if "assignee" in given:
        rows = rows.filter(assignee_id=given["assignee"])
    return rows


def _choices(request, desk: Desk | None) -> dict[str, object]:
    """What the filters offer on the desk at hand, or on all of the person's."""
    desks = [desk] if desk else Desk.objects.visible_to(request.user)
    ratings = Rating.objects.filter(desk__in=desks).order_by("-question", "position", "pk")
    people = User.objects.filter(memberships__desk__in=desks).distinct()
    return {
        "stages": Stage.choices,
        "questions": Question.choices,
        "ratings": list(dict(ratings.values_list("slug", "label")).items()),
        "people": people.order_by("display_name", "username")[:MOST_PEOPLE],
        "exports": EXPORTS,
        "may_mark": bool(desks_where(request.user, "add claim")),
    }
