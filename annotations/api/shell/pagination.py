"""Keyset pages with opaque cursors."""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

import orjson
from django.utils.translation import gettext as _

from annotations.errors import Unreadable
from annotations.models.keyset import KeysetQuerySet
from annotations.text.whole_numbers import whole

USUAL, MOST = 50, 200
RELATIONS = (("next", "next"), ("previous", "prev"))


def limit_of(request) -> int:
    """How many rows a page has; raises Unreadable for anything but 1 to 200."""
    value = request.query_params.get("limit", "")
    if not value:
        return USUAL
    limit = whole(value)
    if limit is None or not 1 <= limit <= MOST:
        message = _("limit has to be a number from 1 to %(most)s.")
        raise Unreadable(message % {"most": MOST}, field="limit")
    return limit


def page(request, queryset: KeysetQuerySet, represent) -> dict[str, object]:
    """`{next, previous, results}` of a queryset in its own order; `represent` makes one row."""
    limit = limit_of(request)
    backwards, position = _read_cursor(request, queryset)
    rows, is_before, is_after = queryset.cut(limit, position, backwards=backwards)
    return {
        "next": _link(request, queryset, rows[-1], "n") if is_after else None,
        "previous": _link(request, queryset, rows[0], "p") if is_before else None,
        "results": [represent(row) for row in rows],
    }


def links(found: Mapping[str, object]) -> dict[str, str]:
    """The header `Link` (RFC 8288) of a page; none where nothing lies before or behind it."""
    named = (f'<{found[name]}>; rel="{rel}"' for name, rel in RELATIONS if found[name])
    header = ", ".join(named)
    return {"Link": header} if header else {}


def _link(request, queryset: KeysetQuerySet, row, way: str) -> str:
    packed = orjson.dumps([way, *queryset.position_of(row)])
    cursor = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    params = request.query_params.copy()
    params["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{urlencode(params)}")


def _read_cursor(request, queryset: KeysetQuerySet) -> tuple[bool, list | None]:
    """Which way, and from where; raises Unreadable for a cursor that we did not make."""
    text = request.query_params.get("cursor", "")
    if not text:
        return False, None
    try:
        packed = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
        way, *position = orjson.loads(packed)
        fields = [queryset.model._meta.get_field(name) for name in queryset.keyset]
        if way not in ("n", "p") or len(position) != len(fields):
            raise ValueError
        return way == "p", [_value(*pair) for pair in zip(fields, position, strict=True)]
    except (ValueError, TypeError, UnicodeError, binascii.Error) as error:
        message = _("This cursor is not one of ours: use the links next and previous.")
        raise Unreadable(message, field="cursor") from error


def _value(field, value):
    if field.get_internal_type() == "DateTimeField":
        return datetime.fromisoformat(value)
    if field.get_internal_type() == "CharField":
        if type(value) is not str or "\0" in value:
            raise ValueError
        return value
    if type(value) is not int or not 0 <= value < 2**63:
        raise ValueError
    return value
