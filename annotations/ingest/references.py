"""Characters by their number, `&#1234;`, as browsers read them: whatever the parser would lose."""

import re

PAIR = re.compile(
    r"&#(?:x(d[89ab][0-9a-f]{2})|(5[5-6]\d{3}));&#(?:x(d[c-f][0-9a-f]{2})|(5[6-7]\d{3}));", re.I
)
REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,40})|(\d{1,40}));?", re.I)
REPLACED = "\ufffd"
PARTING = {0x0B, 0x0C}
HIGH, LOW, ABOVE = 0xD800, 0xDC00, 0xE000
LAST = 0x10FFFF


def mended(text: str) -> str:
    """The markup with its references to no character replaced.

    Halves that follow each other are the character that they make; a lone half, NUL and numbers
    beyond Unicode are U+FFFD; controls that part words are spaces.
    """
    return REFERENCE.sub(_one, PAIR.sub(_joined, text)) if "&#" in text else text


def _number(hexadecimal: str | None, decimal: str | None) -> int:
    return int(hexadecimal, 16) if hexadecimal else int(decimal or "0")


def _joined(pair: re.Match[str]) -> str:
    high, low = _number(pair[1], pair[2]), _number(pair[3], pair[4])
    if not (HIGH <= high < LOW <= low < ABOVE):
        return pair.group()
    return chr(0x10000 + ((high - HIGH) << 10) + low - LOW)


def _one(reference: re.Match[str]) -> str:
    number = _number(reference[1], reference[2])
    if number == 0 or HIGH <= number < ABOVE or number > LAST:
        return REPLACED
    return " " if number in PARTING else reference.group()
