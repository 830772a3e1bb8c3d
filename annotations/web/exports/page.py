"""Everything out: choose a desk, a format and filters; the file comes from REST, streamed."""

from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annotations.api.exports.selection import FIELDS, SUBJECTS, Asked, picked
from annotations.errors import DomainError
from annotations.exchange.formats import FORMATS
from annotations.models import Article, Claim, Desk, NamesReview

from ..shell.context import desk_at_hand, desks_where
from .fields import fields_of

FIRST = "claims.csv"
ADDRESS = "/api/v1/exports/"
MOST_COUNTED = 100_000
A_DAY = len("2026-03-01")
GROUPS = {
    Claim: gettext_lazy("Claims"),
    Article: gettext_lazy("Articles and their names"),
    NamesReview: gettext_lazy("Reviewed texts"),
    Desk: gettext_lazy("A whole desk"),
}


class Export(NamedTuple):
    """What the page offers to save: `counted` is "" where it cannot be had, `problem` says why."""

    name: str
    address: str
    counted: str = ""
    problem: str = ""
    field: str = ""
    status: int = 200


def page(request):
    """Every address of it is a choice: lists lead here with their filters."""
    name = request.GET.get("format", FIRST)
    name = name if name in FORMATS else FIRST
    subject = FORMATS[name].subject
    desk = desk_at_hand(request) or _only_desk(request, subject)
    given = {
        field: request.GET[field]
        for field in SUBJECTS[subject].filters
        if field != "desk" and request.GET.get(field)
    }
    only = _only(request, FORMATS[name].fields.names)
    asked = ({"desk": desk.slug} if desk else {}) | given | ({FIELDS: only} if only else {})
    export = _export(request, name, asked)
    context = {
        "name": name,
        "formats": _offered(request),
        "desk": desk,
        "desks": Desk.objects.visible_to(request.user).order_by("name", "pk"),
        "fields": fields_of(request, subject, desk, _days(given)),
        "columns": [(one, one in only.split(",")) for one in FORMATS[name].fields.names],
        "export": export,
    }
    return render(request, "exports/page.html", context, status=export.status)


def _export(request, name: str, given: Mapping[str, str]) -> Export:
    asked = _moments(given)
    query = urlencode(asked, safe=",")
    address = request.build_absolute_uri(f"{ADDRESS}{name}" + (f"?{query}" if query else ""))
    try:
        rows = picked(Asked(request.user, QueryDict(query)), FORMATS[name]).rows
        return Export(name, address, _counted(FORMATS[name].held(rows)))
    except DomainError as error:
        field = error.field or ""
        return Export(name, address, "", str(error), field, error.status)


def _only_desk(request, subject: type[Model]) -> Desk | None:
    """A whole desk is one: who has only one of which all may leave need not say which."""
    desks = desks_where(request.user, "export desk") if subject is Desk else []
    return desks[0] if len(desks) == 1 else None


def _only(request, known: tuple[str, ...]) -> str:
    """The fields that were chosen, with commas; "" for all. Another format may have others."""
    given = ",".join(request.GET.getlist(FIELDS)).split(",")
    chosen = [name for name in known if name in given]
    return ",".join(chosen) if len(chosen) < len(known) else ""


def _counted(rows: QuerySet[Model]) -> str:
    number = rows.order_by()[: MOST_COUNTED + 1].count()
    shown = number_format(min(number, MOST_COUNTED), use_l10n=True, force_grouping=True)
    words = {
        Claim: ngettext("%(count)s claim", "%(count)s claims", number),
        Article: ngettext("%(count)s article", "%(count)s articles", number),
        NamesReview: ngettext("%(count)s reviewed text", "%(count)s reviewed texts", number),
        Desk: ngettext("%(count)s desk", "%(count)s desks", number),
    }[rows.model] % {"count": shown}
    return words if number <= MOST_COUNTED else _("More than %(counted)s") % {"counted": words}


def _moments(given: Mapping[str, str]) -> dict[str, str]:
    """A day begins at midnight in UTC."""
    since = given.get("updated_since", "")
    return dict(given) | ({"updated_since": f"{since}T00:00:00Z"} if len(since) == A_DAY else {})


def _days(given: Mapping[str, str]) -> dict[str, str]:
    """What a field for a day can show of a time."""
    since = given.get("updated_since", "")
    return dict(given) | ({"updated_since": since[:A_DAY]} if since else {})


def _offered(request) -> list[tuple[object, list[tuple[str, object]]]]:
    """Formats by what they hold; a whole desk is its editors'."""
    order = list(GROUPS)
    may = bool(desks_where(request.user, "export desk"))
    found = [(order.index(one.subject), name) for name, one in FORMATS.items()]
    return [
        (GROUPS[order[n]], [(name, FORMATS[name].title) for _, name in names])
        for n, names in groupby(sorted(found), key=lambda pair: pair[0])
        if may or order[n] is not Desk
    ]
