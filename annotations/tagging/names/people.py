"""People's whole names: behind their titles, and with the capitalised words beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..found import Found
from . import first_names, heads, ranks, words
from .contexts import LOOK_BACK, SAYS, is_title
from .occurrences import Words, begins_sentence
from .overlay import overlay
from .places import gazetteer as places

VERSION = "3"
SOURCE = f"people/{VERSION}"
TITLED = 0.7
SPEAKER = 0.6
LONGEST = 4  # Words of a name.
# Words of no person's name.
NO_PARTS = words.COMMON | words.TITLES | words.ORGANISATION_CUES | words.GENERIC | words.CLUBS
NAME = r"[^\W\d_a-z][\w'’-]{1,30}"
SMALL = r"(?:(?:van|von|de|der|den|al|bin|el|la|di|da) ){1,2}"
PARTS = rf"{NAME}(?: (?:[A-Z]\.|{NAME}|{SMALL}{NAME})){{0,3}}"
LAST_WORD = re.compile(rf"(?<!\S)\"?({NAME}) $")
NEXT_WORD = re.compile(rf" ({NAME})(?![\w'’-])")
# Ranks that are written in capitals; other words in capitals are headings.
IN_CAPITALS = frozenset("DCI DCS DSU PCSO WPC WDC RSM CSM SFC CPO CWO MP MSP MEP".split())
TITLED_NAME = re.compile(rf"\w+(?:-General)?\.? (?P<name>{PARTS})")
SPOKESPERSON = re.compile(rf"spokes(?:man|woman|person) (?P<name>{PARTS})")
SAID = re.compile(rf" {SAYS}")
TWO_NAMES = re.compile(rf"(?<!\w){NAME} (?:[A-Z]\. )?{NAME}$")
TWO_NAMES_NEXT = re.compile(rf" {NAME} {NAME}")
LONGEST_NAME = 70  # Code points of two names and an initial.


def complete(found: list[Found], text: str, given: Words) -> list[Found]:
    """The mentions with people whom the tagger missed, and with people's names made whole."""
    found = _joined([_person_behind_title(one) for one in found], text)
    found = overlay(list(_introduced(text, given)), found)
    found = overlay(list(_speakers(text, given)), found)
    found = [one for one in found if not _is_letters(one, given.plain)]
    return _grown(found, text, given.plain)


def _person_behind_title(one: Found) -> Found:
    """ "Ambassador Mohib", taken for an organisation or a place, is the person Mohib."""
    if one.label not in ("ORG", "PLACE", "MISC") or " " not in one.text:
        return one
    rest = _behind_introductions(one.text)
    if not rest or not re.fullmatch(PARTS, rest) or _is_something_else(rest):
        return one
    return Found(one.end - len(rest), one.end, "PERSON", rest, TITLED, SOURCE)


def _behind_introductions(name: str) -> str:
    """The rest of a name behind "Maj Gen" or "PC"; empty when nothing introduces it."""
    parts = name.split()
    at = 0
    while at < len(parts) and _introduces(parts[at].rstrip(".")):
        at += 1
    rest = parts[at:]
    if not at and parts[0] in ranks.LETTERS and _is_full_name(parts[1:]):
        rest = parts[1:]
    return " ".join(rest) if len(rest) < len(parts) else ""


def _is_full_name(parts: Sequence[str]) -> bool:
    return len(parts) > 1 and bool(first_names.gender(parts[0]))


def _introduces(word: str) -> bool:
    is_written_so = word[:1].isupper() and (not word.isupper() or word in IN_CAPITALS)
    return is_written_so and word.lower() in words.INTRODUCTIONS


def _joined(found: Sequence[Found], text: str) -> list[Found]:
    """A first name and a surname that the tagger took for two people are one."""
    made: list[Found] = []
    for one in found:
        before = made[-1] if made else None
        if (
            before is not None
            and before.label == one.label == "PERSON"
            and " " not in before.text
            and text[before.end : one.start] == " "
        ):
            name = text[before.start : one.end]
            made[-1] = replace(before, end=one.end, text=name, source=SOURCE)
        else:
            made.append(one)
    return made


def _is_letters(one: Found, text: str) -> bool:
    """Whether a mention is the rank before a name: "DC Amy Roe"."""
    if one.text not in ranks.LETTERS:
        return False
    name = TWO_NAMES_NEXT.match(text, one.end)
    return name is not None and _is_full_name(name[0].split())


def _introduced(text: str, given: Words) -> Iterator[Found]:
    titled = [
        start
        for word, start in given.capitals
        if _introduces(word)
        or (word in ranks.LETTERS and _is_full_name(text[start : start + LONGEST_NAME].split()[1:]))
    ]
    behind = [match.start() for match in SPOKESPERSON.finditer(given.plain)]
    done, known = 0, {*titled, *behind}
    for at in sorted(titled + behind):
        match = TITLED_NAME.match(given.plain, at) if at >= done else None
        if match and match.start("name") not in known:
            done = match.end()
            start, end = match.span("name")
            if not _is_something_else(text[start:end]):
                yield Found(start, end, "PERSON", text[start:end], TITLED, SOURCE)


def _speakers(text: str, given: Words) -> Iterator[Found]:
    even = given.plain
    for word, at in given.capitals:
        end = at + len(word)
        if not SAID.match(even, end):
            continue
        if name := TWO_NAMES.search(even, max(0, end - LONGEST_NAME), end):
            start = name.start()
            begins = (
                begins_sentence(even, start) or even[max(0, start - 4) : start].lower() == "the "
            )
            if not begins and not _is_something_else(text[start:end]):
                yield Found(start, end, "PERSON", text[start:end], SPEAKER, SOURCE)


def _is_something_else(name: str) -> bool:
    parts = [part.lower() for part in re.split(r"[ -]", name)]
    is_other = any(part in NO_PARTS or words.is_demonym(part) for part in parts)
    return is_other or name in places() or bool(heads.says(name))


def _grown(found: Sequence[Found], text: str, even: str) -> list[Found]:
    """A person's single name takes in the capitalised words beside it that nobody owns."""
    grown: list[Found] = []
    for at, one in enumerate(found):
        if one.label == "PERSON" and " " not in one.text:
            before = grown[-1].end if grown else 0
            after = found[at + 1].start if at + 1 < len(found) else len(text)
            one = _with_neighbours(one, text, even, before, after)
        grown.append(one)
    return grown


def _with_neighbours(one: Found, text: str, even: str, low: int, high: int) -> Found:
    start, end = one.start, one.end
    left = LAST_WORD.search(even, max(low, start - LOOK_BACK), start)
    if left and _is_first_name(left[1]) and not begins_sentence(even, left.start(1)):
        start = left.start(1)
    right = NEXT_WORD.match(even, end, high)
    if right and start == one.start and _is_first_name(right[1]):
        end = right.end(1)
    if (start, end) == (one.start, one.end):
        return one
    return replace(one, start=start, end=end, text=text[start:end], source=SOURCE)


def _is_first_name(word: str) -> bool:
    is_other = word.isupper() or is_title(word.lower()) or word.lower() in words.SAYING
    return word[0].isupper() and not is_other and not _is_something_else(word)
