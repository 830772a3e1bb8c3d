"""JSON in and out: what PostgreSQL and Python could not hold is refused at the door."""

import re
from codecs import BOM_UTF8
from typing import Any

import orjson
from django.utils.translation import gettext as _

from annotations.errors import Unreadable

DEEPEST = 64
# An escaped NUL or half of a surrogate pair can only hide behind these.
SUSPICIOUS = re.compile(rb"\\u(0000|[dD][89a-fA-F])")


def loads(data: bytes) -> Any:
    """The value; raises Unreadable for bad JSON or UTF-8, NUL, lone surrogates and deep nesting.

    Some tools begin a file with a byte order mark; files put together hold it before any line.
    """
    data = data.removeprefix(BOM_UTF8)
    _check_depth(data)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise Unreadable(_("This is not JSON: %(reason)s.") % {"reason": error}) from error
    if SUSPICIOUS.search(data):
        _refuse_nul(value)
    return value


def dumps(value: Any) -> bytes:
    return orjson.dumps(value)


def _check_depth(data: bytes) -> None:
    """Counts brackets outside strings before anything recurses over them."""
    if data.count(b"[") + data.count(b"{") <= DEEPEST:
        return
    depth, in_string, escaped = 0, False, False
    for byte in data:
        if in_string:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                in_string = False
        elif byte == 0x22:
            in_string = True
        elif byte in b"[{":
            depth += 1
            if depth > DEEPEST:
                message = _("The JSON is nested more than %(most)s levels deep.")
                raise Unreadable(message % {"most": DEEPEST})
        elif byte in b"]}":
            depth -= 1


def _refuse_nul(value: Any) -> None:
    if isinstance(value, str):
        if "\0" in value:
            raise Unreadable(_("The JSON contains a NUL character."))
    elif isinstance(value, list):
        for item in value:
            _refuse_nul(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_nul(key)
            _refuse_nul(item)
