"""Keyset pages for HTML: neighbours by a cursor in the address."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.core import signing
from django.utils.translation import gettext as _

from annotations.errors import Unreadable
from annotations.models.keyset import KeysetQuerySet

ROWS = 50


@dataclass
class Page:
    rows: list
    previous: str
    next: str


def page_of(request, queryset: KeysetQuerySet, size: int = ROWS) -> Page:
    """The page the address asks for; `previous` and `next` are addresses or "".

    Raises Unreadable for a cursor that we did not sign.
    """
    text = request.GET.get("cursor", "")
    backwards, position = _read(queryset, text) if text else (False, None)
    rows, is_before, is_after = queryset.cut(size, position, backwards=backwards)
    return Page(
        rows,
        _link(request, queryset, rows[0], "p") if is_before else "",
        _link(request, queryset, rows[-1], "n") if is_after else "",
    )


def _link(request, queryset: KeysetQuerySet, row, way: str) -> str:
    position = [
        {"at": value.isoformat()} if isinstance(value, date) else value
        for value in queryset.position_of(row)
    ]
    params = request.GET.copy()
    params["cursor"] = signing.dumps([way, *position], salt=_salt(queryset))
    return f"?{params.urlencode()}"


def _read(queryset: KeysetQuerySet, text: str) -> tuple[bool, list]:
    try:
        way, *position = signing.loads(text, salt=_salt(queryset))
    except (signing.BadSignature, json.JSONDecodeError, ValueError) as error:
        message = _("This address leads to no page: start again from the first one.")
        raise Unreadable(message) from error
    return way == "p", [_value(v["at"]) if isinstance(v, dict) else v for v in position]


def _value(text: str) -> date:
    """A day, or a moment, as it was written."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _salt(queryset: KeysetQuerySet) -> str:
    """A cursor is good for lists of one kind of row in one order."""
    return f"page of {queryset.model._meta.label} by {', '.join(queryset.keyset)}"
