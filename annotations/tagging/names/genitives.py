"""Names that end in 's or have it within: "Moody's", "King's Lynn", "St. John's".

A possessive is no part of a name, except where it is: in known names, behind saints and kings, and
where nothing belongs to it: "the company Varn's.", "Varn's said". Whose name stands without it, or
behind a first name, is a person.
"""

import re
from collections.abc import Iterator

from ..found import Found
from . import words
from .occurrences import Names, Words
from .overlay import overlay

VERSION = "1"
SOURCE = f"genitives/{VERSION}"
SURE = 0.9
ORGANISATIONS = """
    Moody's, Standard & Poor's, Lloyd's, Lloyd's of London, Lloyd's List, Lloyd's Register,
    Sotheby's, Christie's, Sainsbury's, McDonald's, Macy's, Kohl's, Lowe's, Wendy's, Domino's,
    Domino's Pizza, Levi's, Bloomingdale's, Trader Joe's, Sam's Club, Dick's Sporting Goods,
    Hershey's, Kellogg's, Campbell's, Denny's, Arby's, Applebee's, Hardee's, Chili's, Papa
    John's, Jimmy John's, Carl's Jr., Ben & Jerry's, Nando's, Victoria's Secret, Kiehl's, Men's
    Wearhouse, Dunkin' Donuts, Reader's Digest, Harper's Bazaar, Jack Daniel's, Barnardo's,
    Guy's Hospital, King's College London, Queen's University Belfast, Queen's Park Rangers,
    People's Bank of China, Alzheimer's Society, Women's Institute, Prince's Trust, King's Fund,
    Lord's Taverners
"""
PLACES = """
    King's Lynn, King's Cross, Land's End, Earl's Court, Shepherd's Bush, Regent's Park, Queen's
    Park, Bishop's Stortford, St James's, St. James's, St James's Park, St. James's Park, St
    John's Wood, Gray's Inn, Lincoln's Inn, Hell's Kitchen, Martha's Vineyard, Fisherman's
    Wharf, Hadrian's Wall, Offa's Dyke, Giant's Causeway
"""
CAPITAL = r"[^\W\d_a-z][\w-]{1,20}"
HOUSES = (
    r"(?:Cathedral|Church|Hospital|Hospice|Infirmary|College|University|School|Academy|Trust"
    r"|Foundation|Bank|Society|Chapel|Rangers|Theatre)"
)
GROUNDS = (
    r"(?:Park|Square|Road|Street|Court|Cross|Bush|Gate|Hill|Heath|Wood|Bay|Island|Point|Head|End"
    r"|Castle|Palace|Green|Lane|Wharf|Walk|Field)"
)
SAINT = r"(?<!\w)(?:St\.?|Saint) [^\W\d_a-z][\w-]{1,20}'s"
CROWN = r"(?<!\w)(?:King|Queen|Prince|Princess|Bishop|Abbot|Earl|Duke|Lord|Shepherd|Canon)'s"
HOUSE = re.compile(rf"(?:{SAINT}|{CROWN})(?: {CAPITAL}){{0,2}} {HOUSES}(?!\w)")
GROUND = re.compile(rf"(?:{SAINT}|{CROWN})(?: {CAPITAL})? {GROUNDS}(?!\w)")
VERB = rf"(?:{'|'.join(sorted(words.SPEAKS))}|cut|raised|lowered|opened|closed|sold|bought|plans)"
# Nothing that could belong to somebody follows.
OWNS_NOTHING = rf"(?=\)|[.,;:!?](?!\w)|\s*$|\n| (?:and|or|but|which|in|at|on|was|has|{VERB})\b)"
LONE_SAINT = re.compile(rf"{SAINT}{OWNS_NOTHING}")
BEHIND_KIND = re.compile(
    rf"\b(?:{'|'.join(sorted(words.ORGANISATION_NOUNS))}|rival|chain|supermarket|brand) "
    rf"(?P<name>{CAPITAL}(?: (?:& )?{CAPITAL}){{0,2}}'s){OWNS_NOTHING}"
)
SPEAKING = re.compile(rf"(?<!\w)(?P<name>{CAPITAL}'s)(?= {VERB}\b)")
FIRST_NAME_BEFORE = re.compile(rf"{CAPITAL} $")


def _names(listed: str) -> Names:
    return Names(" ".join(name.split()) for name in listed.split(","))


KNOWN = (("ORG", _names(ORGANISATIONS)), ("PLACE", _names(PLACES)))


def complete(found: list[Found], text: str, given: Words) -> list[Found]:
    """The mentions with the names that have an 's of their own."""
    if "'s" not in given.plain:
        return found
    spans = {(start, end): label for start, end, label in _spans(given)}
    made, done = [], 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= done:
            made.append(Found(start, end, spans[start, end], text[start:end], SURE, SOURCE))
            done = end
    return overlay(found, made)


def _spans(given: Words) -> Iterator[tuple[int, int, str]]:
    even, people = given.plain, _people_in(given)
    for label, names in KNOWN:
        for start, end in names.occurrences(given):
            if " " in even[start:end] or not _is_somebody(given, people, start, end):
                yield start, end, label
    for label, pattern in (("ORG", HOUSE), ("PLACE", GROUND), ("PLACE", LONE_SAINT)):
        yield from ((*match.span(), label) for match in pattern.finditer(even))
    for pattern in (BEHIND_KIND, SPEAKING):
        for match in pattern.finditer(even):
            if not _is_somebody(given, people, *match.span("name")):
                yield (*match.span("name"), "ORG")


def _people_in(given: Words) -> frozenset[str]:
    """Words with a capital that stand without an 's."""
    even = given.plain
    return frozenset(
        word for word, at in given.capitals if not even.startswith("'s", at + len(word))
    )


def _is_somebody(given: Words, people: frozenset[str], start: int, end: int) -> bool:
    """Whether the name is a person's: behind a first name, or elsewhere without its 's."""
    first_name = FIRST_NAME_BEFORE.search(given.plain, max(0, start - 25), start)
    return first_name is not None or given.plain[start : end - 2].split()[-1] in people
