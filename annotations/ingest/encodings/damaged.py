"""Bytes that arrive by themselves, with single places damaged: the rest is read as it was meant.

Nobody is there to send a feed again. What cannot be read is replaced and counted, so that it can be
said; one bad byte is no reason to read all the others in another encoding.
"""

import codecs
from collections.abc import Sequence

from ..document import UnreadableFile
from .decode import BYTE_ORDER_MARKS, decode, fits, known

REPLACED = "\ufffd"
FEW = 3  # Damaged places that say nothing about the encoding.
MOST_DAMAGED = 0.02  # Share of the characters that are not ASCII.
UTF8_AT_LEAST = 2  # Characters that are UTF-8 for each place that is not.
# Around text that does not change when its eighth bits are lost, but is not ASCII.
SHIFT, BACK = b"\x1b$", b"\x1b("


def decode_damaged(data: bytes, *, declared: Sequence[str] = ()) -> tuple[str, int]:
    """The text, and how many places of it could not be read and are U+FFFD now.

    `declared` is what is said of its encoding, the likeliest first; the bytes have the last word.
    Raises UnreadableFile when no encoding makes sense.
    """
    declared = [label for label in declared if label]
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], name)
    if _is_damaged_utf8(data, declared):
        return _replacing(data, "utf-8")
    for name in filter(None, map(_legacy, declared)):
        text, bad = _replacing(data, name)
        if 0 < bad <= _bearable(text) and fits(data, name):
            return text, bad
    return decode(data, declared=declared)[0], 0


def _is_damaged_utf8(data: bytes, declared: Sequence[str]) -> bool:
    """Whether it is UTF-8 but for some places, rather than another encoding."""
    if b"\0" in data or BACK in data.partition(SHIFT)[2]:
        return False
    text, bad = _replacing(data, "utf-8")
    if not bad:
        return False
    good = _foreign(text) - bad
    is_said = all(_is_utf8(label) for label in declared)
    return good >= bad * UTF8_AT_LEAST or (is_said and bad <= FEW)


def _is_utf8(label: str) -> bool:
    try:
        return codecs.lookup(label).name in ("utf-8", "ascii")
    except (LookupError, ValueError):
        return False


def _legacy(label: str) -> str:
    """The codec of a label, unless it is one of Unicode or none."""
    try:
        name = known(label)
    except UnreadableFile:
        return ""
    return "" if name.startswith("utf") else name


def _replacing(data: bytes, name: str) -> tuple[str, int]:
    text = data.decode(name, "replace").removeprefix("\ufeff")
    own = REPLACED.encode(name, "ignore")  # Some were sent as such.
    return text, text.count(REPLACED) - (data.count(own) if own else 0)


def _bearable(text: str) -> float:
    return max(FEW, MOST_DAMAGED * _foreign(text))


def _foreign(text: str) -> int:
    return sum(char > "\x7f" for char in text)
