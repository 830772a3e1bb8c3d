"""All claims of the person's desks: a table with filters, orders, columns and exports."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.shortcuts import render

from annotations.models import Claim, ClaimLabel, Desk, Question, Rating, SavedFilter, Stage, User
from annotations.models.claims import finding, orders
from annotations.models.claims.stages import Priority
from annotations.services.claims import saved_filters

from ..shell.context import desk_at_hand, desks_where
from ..shell.paging import page_of
from . import columns, table_rows

EXPORTS = ("csv", "json", "ndjson")
MOST_PEOPLE, MOST_LABELS = 200, 200


def page(request, status: int = 200, **more: object):
    """The list as its address asks for it; `more` is the `message` of what was refused on it."""
    desk = desk_at_hand(request)
    given = finding.cleaned(finding.read(request.GET))
    view = columns.view_of(request.user, request.GET)
    claims = Claim.objects.visible_to(request.user)
    claims = finding.find(claims.filter(desk=desk) if desk else claims, request.user, given)
    name, is_down = view.order
    rows = orders.ordered(claims, name, down=is_down, desks=_parts(request, desk, given))
    rows = rows.select_related("article", "assignee")
    shown = page_of(request, rows.defer("search", "article__search"))
    table_rows.describe(request.user, shown.rows, view.columns)
    address = given | finding.shown(finding.read(request.GET))
    context = {
        "page": shown,
        "given": given,
        "view": view,
        "address": urlencode(address),
        "export_query": urlencode(_for_export(request, given) | _of(desk)),
        "told": request.session.pop("claims_told", None),
        "saved": _saved(request, desk, urlencode(address)),
    }
    shown_more = choices(request, desk) | _may(request)
    return render(request, "claims/list.html", context | shown_more | more, status=status)


def _parts(request, desk: Desk | None, given: dict[str, str]) -> list[int]:
    """The desks on which the list is looked for one by one."""
    if "search" in given:  # Found by its words at once, and then put in order.
        return []
    mine = [] if request.user.is_superuser else list(request.user.roles())
    return [desk.pk] if desk else mine


def _of(desk: Desk | None) -> dict[str, str]:
    return {"desk": desk.slug} if desk else {}


def _for_export(request, given: dict[str, str]) -> dict[str, object]:
    """The filters as REST names them."""
    named: dict[str, object] = {name: value for name, value in given.items() if name != "watched"}
    if given.get("assignee") == finding.ME:
        named["assignee"] = request.user.pk
    if "watched" in given:
        named["watching"] = "true"
    return named


def _saved(request, desk: Desk | None, address: str) -> list[dict[str, Any]]:
    """One's own filters and those of the desk at hand or of all; the current one is marked."""
    rows = SavedFilter.objects.visible_to(request.user).select_related("desk").in_order()
    if desk:
        rows = rows.filter(Q(desk=None) | Q(desk=desk))
    return [
        {
            "row": row,
            "is_current": row.query == address,
            "may_remove": saved_filters.may_remove(request.user, row),
        }
        for row in rows
    ]


def _may(request) -> dict[str, object]:
    """What the page offers, by what the person may do on any desk."""
    may = {
        "mark": "add claim", "assign": "assign", "edit": "edit own claim", "dismiss": "dismiss",
    }  # fmt: skip
    desks = {name: desks_where(request.user, action) for name, action in may.items()}
    return {
        "may": {name: bool(found) for name, found in desks.items()},
        "may_mark": bool(desks["mark"]),
        "sharing": desks_where(request.user, "share filters"),
    }


def choices(request, desk: Desk | None) -> dict[str, object]:
    """What the filters offer on the desk at hand, or on all of the person's."""
    desks = [desk] if desk else list(Desk.objects.visible_to(request.user))
    ratings = Rating.objects.filter(desk__in=desks).order_by("-question", "position", "pk")
    people = User.objects.filter(memberships__desk__in=desks, is_active=True).distinct()
    labels = ClaimLabel.objects.filter(desk__in=desks).in_order()
    return {
        "stages": Stage.choices,
        "questions": Question.choices,
        "ratings": list(dict(ratings.values_list("slug", "label")).items()),
        "people": people.order_by("display_name", "username")[:MOST_PEOPLE],
        "labels": list(dict(labels.values_list("key", "name")[:MOST_LABELS]).values()),
        "priorities": [(one.name.lower(), one.label) for one in reversed(Priority)],
        "columns": columns.WORDS.items(),
        "sorts": columns.SORT_WORDS.items(),
        "exports": EXPORTS,
    }
