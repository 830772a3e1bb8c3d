"""People's whole names: behind their titles, and with the capitalised words beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import heads, words
from .contexts import LOOK_BACK, SAYS, is_title
from .engine import Found
from .occurrences import Words, begins_sentence
from .overlay import overlay
from .places import gazetteer as places

VERSION = "2"
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
TITLES = frozenset(
    """
    Mr Mrs Ms Dr Prof Professor Sir Lord Lady Judge Justice Senator Sen Rep Congressman
    Congresswoman Governor Gov Mayor President Chancellor Minister Premier Ambassador Secretary
    Commissioner General Gen Colonel Col Captain Capt Lieutenant Lt Sergeant Sgt Inspector
    Detective
    """.split()
)
TITLED_NAME = re.compile(rf"\w+(?:-General)?\.? (?P<name>{PARTS})")
SPOKESPERSON = re.compile(rf"spokes(?:man|woman|person) (?P<name>{PARTS})")
SAID = re.compile(rf" {SAYS}")
TWO_NAMES = re.compile(rf"(?<!\w){NAME} (?:[A-Z]\. )?{NAME}$")
LONGEST_NAME = 70  # Code points of two names and an initial.


def complete(found: list[Found], text: str, given: Words) -> list[Found]:
    """The mentions with people whom the tagger missed, and with people's names made whole."""
    found = [_person_behind_title(one) for one in found]
    found = overlay(list(_introduced(text, given)), found)
    found = overlay(list(_speakers(text, given)), found)
    return _grown(found, text, given.plain)


def _person_behind_title(one: Found) -> Found:
    """ "Ambassador Mohib", taken for an organisation or a place, is the person Mohib."""
    if one.label not in ("ORG", "PLACE", "MISC") or " " not in one.text:
        return one
    first, _, rest = one.text.partition(" ")
    is_person = (
        first.rstrip(".").lower() in words.INTRODUCTIONS
        and re.fullmatch(PARTS, rest)
        and not _is_something_else(rest)
    )
    if not is_person:
        return one
    return Found(one.end - len(rest), one.end, "PERSON", rest, TITLED, SOURCE)


def _introduced(text: str, given: Words) -> Iterator[Found]:
    titled = [start for word, start in given.capitals if word in TITLES]
    behind = [match.start() for match in SPOKESPERSON.finditer(given.plain)]
    done = 0
    for at in sorted(titled + behind):
        if at >= done and (match := TITLED_NAME.match(given.plain, at)):
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
