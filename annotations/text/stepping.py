"""A span made longer or shorter by a word, or by what a reader sees as one character."""

from .spans import is_boundary
from .words import split_words

EARLIER, LATER = -1, 1


def step(text: str, start: int, end: int, side: str, way: int) -> tuple[int, int] | None:
    """Move the `side` ("start" or "end") of `[start, end)` to the next word, EARLIER or LATER.

    Offsets are code points. Signs alone are no words; a span never leaves its line. None when there
    is no word to take in, or none would be left.
    """
    words = split_words(text)
    bounds = words.starts if side == "start" else words.ends
    at = start if side == "start" else end
    places = [
        place
        for place, key in zip(bounds, words.keys, strict=True)
        if (place - at) * way > 0 and any(char.isalnum() for char in key)
    ]
    if not places:
        return None
    return _moved(text, start, end, side, min(places) if way == LATER else max(places))


def step_letter(text: str, start: int, end: int, side: str, way: int) -> tuple[int, int] | None:
    """The same by one grapheme; white space is passed over with the letter beside it."""
    to = start if side == "start" else end
    while 0 <= to + way <= len(text):
        to += way
        inner = text[to : to + 1] if side == "start" else text[to - 1 : to]
        if is_boundary(text, to) and not inner.isspace():
            return _moved(text, start, end, side, to)
    return None


def _moved(text: str, start: int, end: int, side: str, to: int) -> tuple[int, int] | None:
    at = start if side == "start" else end
    found = (to, end) if side == "start" else (start, to)
    if found[0] >= found[1] or "\n" in text[min(to, at) : max(to, at)]:
        return None
    return found
