"""A text in passages, about as long as a sentence: what is corrected, deleted and moved whole."""

from ..words import LINE, Words

ENDS = frozenset((*".!?。！？؟۔।", "..."))
CLOSES = frozenset("\"')]}")
PAUSES = frozenset(",;:、，；：")
# Words. Longer passages (a text without full stops) are cut, so that no comparison grows without
# bound: at a sign or a word that the other version has too, and at last by force.
LONG, VERY_LONG, TOO_LONG = 100, 200, 1000


def passages(words: Words) -> list[tuple[int, int]]:
    """The passages of a text as ranges of its words; together they are all of it.

    A passage ends with its line, or after a full stop that white space follows, but not before
    a small letter or a dash, and not after an initial.
    """
    found = []
    start, ended, last = 0, False, ""
    for i, (key, before) in enumerate(zip(words.keys, words.breaks, strict=True)):
        if i > start and (
            before == LINE
            or (ended and before and key != "-" and not key[0].islower())
            or (i - start >= LONG and _cuts(last, i - start))
        ):
            found.append((start, i))
            start = i
        ended = (ended and key in CLOSES) or (key in ENDS and not _is_initial(last))
        last = key
    if start < len(words.keys):
        found.append((start, len(words.keys)))
    return found


def _is_initial(key: str) -> bool:
    return len(key) == 1 and key.isupper()


def _cuts(last: str, length: int) -> bool:
    return last in PAUSES or (length >= VERY_LONG and ord(last[0]) % 16 == 0) or length >= TOO_LONG
