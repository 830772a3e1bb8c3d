"""A span made longer or shorter by a word."""

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
    to = min(places) if way == LATER else max(places)
    found = (to, end) if side == "start" else (start, to)
    if found[0] >= found[1] or "\n" in text[min(to, at) : max(to, at)]:
        return None
    return found
