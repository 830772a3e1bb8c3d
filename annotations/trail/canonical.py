"""One sequence of bytes for a value of JSON: RFC 8785, made total.

RFC 8785 knows the numbers that a double holds and no others; JSON in the database knows any. The
others become strings that begin with NUL, which no string of the database holds: the bytes of two
values are the same only where the values are.
"""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from json.encoder import encode_basestring
from typing import Any

import orjson
import rfc8785

SAFE = 2**53 - 1  # Up to here a double holds every whole number.
LEAST, MOST = 1e-4, 1e16
DIGITS = 4_000  # Python converts longer ones to no `int`.
MARK = "\0"
NUL = b"\\u0000"  # As JSON has it.
WORDS = {None: b"null", True: b"true", False: b"false"}


def canonical(value: Any) -> bytes:
    """The bytes of a value as `json.loads` or `loads` below gives it."""
    kind = type(value)  # The most frequent first: a trail has millions of them.
    if kind is str and not value.startswith(MARK):
        return encode_basestring(value).encode()
    if value is None or kind is bool:
        return WORDS[value]
    if kind is int and -SAFE <= value <= SAFE:
        return b"%d" % value
    if kind is Decimal:
        near = plain(value)
        # Where neither writes an exponent, Python writes a double as the standard does.
        if type(near) is float and LEAST <= abs(near) < MOST:
            return repr(near).encode()
    return rfc8785.dumps(plain(value))


def canonical_of_words(value: Mapping[str, Any]) -> bytes:
    """The same bytes sooner, of an object without fractions, at whatever depth."""
    try:
        written = orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER)
    except TypeError:  # A number that is too large for a double, half a pair of surrogates.
        return canonical(value)
    # Other names may come in another order, and our mark is doubled where a string has it.
    return written if written.isascii() and NUL not in written else canonical(value)


def loads(text: str) -> Any:
    """A value from its JSON, with every digit of its numbers."""
    return json.loads(text, parse_float=Decimal, parse_int=_whole)


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) < DIGITS else Decimal(digits)


def plain(value: Any) -> Any:
    """A value with which RFC 8785 can do something, and JSON too."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return MARK + value if value.startswith(MARK) else value
    if isinstance(value, int):
        return value if -SAFE <= value <= SAFE else _exact(Decimal(value))
    if isinstance(value, float):
        return _of_float(value)
    if isinstance(value, Decimal):
        return _of_decimal(value)
    if isinstance(value, Mapping):
        return {plain(key): plain(one) for key, one in value.items()}
    return [plain(one) for one in value]


def _of_float(value: float) -> Any:
    if value != value or value in (float("inf"), float("-inf")):
        return f"{MARK}n{value}"
    if value.is_integer():  # By the digits with which it is written.
        return int(value) if abs(value) <= SAFE else _exact(Decimal(repr(value)))
    return value


def _of_decimal(value: Decimal) -> Any:
    """As a whole number or a double where one says the same; else by its digits."""
    if not value.is_finite():
        return f"{MARK}n{'nan' if value.is_nan() else float(value)}"
    if value.adjusted() < len(str(SAFE)) and value == int(value):
        return plain(int(value))
    near = float(value)
    same = not near.is_integer() and Decimal(repr(near)) == value
    return near if same else _exact(value)


def _exact(value: Decimal) -> str:
    """Sign, digits and exponent, without zeros at the end."""
    sign, digits, exponent = value.as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    short = text.rstrip("0")
    return f"{MARK}n{'-' * sign}{short}e{int(exponent) + len(text) - len(short)}"


def unplain(value: Any) -> Any:
    """The value that `plain` was given, or one of the same bytes."""
    if isinstance(value, str) and value.startswith(MARK):
        return value[1:] if value.startswith(MARK * 2) else _number(value)
    if isinstance(value, Mapping):
        return {unplain(key): unplain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [unplain(one) for one in value]
    return value


def _number(text: str) -> Any:
    """Raises ValueError."""
    try:
        return Decimal(text.removeprefix(f"{MARK}n"))
    except InvalidOperation as error:
        raise ValueError("This is no number.") from error
