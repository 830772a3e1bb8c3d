"""What stands at the ends of a name and is no part of it: titles, verbs, articles, possessives."""

import re
from dataclasses import replace
from functools import lru_cache

from ..found import Found
from . import ranks, words
from .occurrences import plain
from .short_forms import is_acronym

VERSION = "4"
SOURCE = f"trimming/{VERSION}"
LONGEST = 200  # Code points; nothing is called by a longer name.
OPENING = " \t\n'\"“„«(["
CLOSING = " \t\n'\"“”»)],;:!?…-–—"
POSSESSIVE = re.compile(r"'s?$|'S$")
ARTICLE = re.compile(r"(?:[Tt]he|[Aa]n?)(?: +|$)")
# A stop after these, or after a letter alone, is part of the name.
ABBREVIATED = frozenset("inc corp ltd co jr sr st bros dept gov sen rep dr mt no".split())
RANKS = ranks.ALL | ranks.BEFORE_RANKS
FIRST = re.compile(r"[\w./'’-]+")
HONOURS = re.compile(rf",? (?:{'|'.join(sorted(map(re.escape, ranks.HONOURS)))})$")


def trim(one: Found, *, possessive: bool = True) -> Found | None:
    """The mention without what is no part of its name; None when nothing is left.

    Lines end a name. Titles are cut from people only; a possessive is kept when asked to: some
    names end in one ("Moody's").
    """
    if len(one.text) > LONGEST:
        return None
    start, end = _trimmed(one.text, one.label, possessive)
    if start == end:
        return None
    if (start, end) == (0, len(one.text)):
        return one
    return replace(
        one,
        start=one.start + start,
        end=one.start + end,
        text=one.text[start:end],
        source=SOURCE,
    )


# A name stands in a text again and again, and is trimmed again for its cluster.
@lru_cache(maxsize=10_000)
def _trimmed(text: str, label: str, possessive: bool) -> tuple[int, int]:
    """The range of what is left of a name; an empty one for nothing."""
    start, end = _first_line(text)
    if label != "MISC":  # Titles of works have colons.
        start = max(start, text.rfind(": ", start, end) + 1)
    start, end = _ends(text, start, end, possessive)
    if label == "PERSON":
        start = _behind_titles(text, _behind_saying(text, start, end), end)
        end = _before_honours(text, start, end)
    elif label in ("ORG", "PLACE") and not is_acronym(text[start:end]):
        end = _before_title(text, start, end)
    name = text[start:end]
    if not any(char.isalnum() for char in name) or _is_rank(name):
        return 0, 0
    return start, end


def _first_line(text: str) -> tuple[int, int]:
    """The range of the first line that says something."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return start, end if end >= 0 else len(text)


def _ends(text: str, start: int, end: int, cut: bool) -> tuple[int, int]:
    before = None
    while before != end:
        before = end
        end = start + len(text[start:end].rstrip(CLOSING if cut else CLOSING.replace("'", "")))
        if cut and (possessive := POSSESSIVE.search(plain(text[max(start, end - 2) : end]))):
            end = max(start, end - 2) + possessive.start()
        if text[start:end].endswith(".") and not _is_abbreviation(text[start:end]):
            end -= 1
    start = end - len(text[start:end].lstrip(OPENING))
    article = ARTICLE.match(text, start, end)
    if article and text[start:end] != "The Hague":
        start = article.end()
    return start, end


def _is_abbreviation(name: str) -> bool:
    last = name.rsplit(None, 1)[-1].rstrip(".")
    return len(last) <= 1 or "." in last or last.lower() in ABBREVIATED


def _behind_saying(text: str, start: int, end: int) -> int:
    """Where the name begins behind "Replied"; a verb alone is left, for it may be a name."""
    verb, _, rest = text[start:end].partition(" ")
    return end - len(rest) if rest and verb.lower() in words.SAYING else start


def _behind_titles(text: str, start: int, end: int) -> int:
    """Where the name begins behind "Deputy Prime Minister Dr."; a title alone is no name.

    "Lance" is a title only where a rank follows, and "PC" where two names do.
    """
    at = start
    while match := FIRST.match(text, at, end):
        word = match.group()
        at = end - len(text[match.end() : end].lstrip(" .,-"))
        is_letters = word.strip(".") in ranks.LETTERS and " " in text[at:end]
        if is_letters or _is_title(word.lower()):
            start = at
        elif word.lower().strip(".") not in ranks.BEFORE_RANKS:
            break
    return start


def _before_honours(text: str, start: int, end: int) -> int:
    """Where the name ends before "MP" and "OBE"."""
    while match := HONOURS.search(text, start, end):
        end = match.start()
    return end


def _is_rank(name: str) -> bool:
    """Whether a mention is nothing but ranks in short: "Rear Adm", "Sens"."""
    parts = [part.strip(".").lower() for part in name.split()]
    are_ranks = all(part in RANKS for part in parts)
    return are_ranks and name[:1].isupper() and parts[-1] in ranks.ONLY_BEFORE_NAMES


def _before_title(text: str, start: int, end: int) -> int:
    """Where the name ends before "Secretary-General"; "Home Secretary" and "Home" are no names."""
    name, _, last = text[start:end].rpartition(" ")
    if not name and last.lower() in words.NEVER_ALONE:
        return start
    if not name or last.rstrip(".").lower() not in words.OFFICES:
        return end
    is_office = all(part in words.GENERIC or _is_title(part) for part in name.lower().split())
    return start if is_office else start + len(name)


def _is_title(word: str) -> bool:
    """A title or what joins titles: "Vice-President", "Secretary-General", "Mr."."""
    parts = word.strip(".").removeprefix("l/").split("-")  # "L/Cpl"
    return parts[0] in words.TITLES and all(part in words.TITLES for part in parts)
