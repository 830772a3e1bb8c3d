"""One name, one label in a text, and tagged wherever it stands.

The tagger decides place by place; a text as a whole knows more. A full name says what its surname
is, the short form follows the long one, and a name found once is found everywhere.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from ..found import Found
from ..names import contexts, dateline, gazetteer, genitives, heads, press, words
from ..names.contexts import Votes
from ..names.occurrences import WORD, Names, Words, begins_sentence, plain
from ..names.overlay import overlay
from ..names.places import countries
from ..names.places import gazetteer as places
from ..names.short_forms import KNOWN as KNOWN_ACRONYMS
from ..names.short_forms import initials, is_acronym, letters, stands_for
from .full_names import licences

VERSION = "4"
SOURCE = f"consistency/{VERSION}"
# Not names: a date is what it is, wherever it stands.
APART = "DATE"
LOCKED = 1_000.0  # The vote of a desk's own list.
FIRM = {
    gazetteer.SOURCE: LOCKED,
    dateline.SOURCE: 1.5,
    genitives.SOURCE: 2.0,
    press.SOURCE: 2.0,
}
KNOWN = 1.0  # The vote of the countries and larger cities of the world.
DEMONYM = 3.0  # That of words such as "Ukrainian".
PLAIN = 1.2
UNLIKELY = 0.8  # "ABAC" is hardly a person.
LICENSED = 0.9
SURNAME = 1.4  # That of a full name, for a surname that is a town as well.
DOUBTFUL = 0.1
NEXT = re.compile(r"[\w-]+")
WHO_FOLLOWS = words.OFFICES | words.INTRODUCTIONS  # "U.S. President".


def agree(found: list[Found], text: str, given: Words) -> list[Found]:
    """The mentions with one label a name, and with the mentions that were missed; sorted."""
    found = overlay(found, _acronyms_behind(found, text))
    votes = _votes(found, given)
    labels = {name: _winner(name, counts) for name, counts in votes.items()}
    _acronyms_agree(labels)
    full = {name: label for name, (label, _) in labels.items()}
    for name, label in licences(full, given).items():
        if not _stands_against(name, label, votes.get(name)):
            labels[name] = (label, LICENSED)
    _people_by_surname(labels)
    for word in _demonyms(given) - labels.keys():
        labels[word] = ("NORP", LICENSED)
    usage = Usage(given)
    found = [_relabelled(one, labels) for one in found if not _is_word(one, usage)]
    return overlay(_missed(found, labels, text, given, usage), found)


@dataclass(frozen=True)
class Usage:
    """How often a text has a word with its capital where none is due, and how often without."""

    words: Words

    @cached_property
    def capital(self) -> Counter[str]:
        text = self.words.plain
        return Counter(
            word for word, start in self.words.capitals if not begins_sentence(text, start)
        )

    @cached_property
    def has_capitals(self) -> bool:
        return any(word[0].isupper() for word, _ in self.words.capitals)

    @cached_property
    def written(self) -> Counter[str]:
        return Counter(WORD.findall(self.words.plain))

    def is_word(self, name: str) -> bool:
        """Where a capital is no rule of spelling, it tells a name from the word of every day."""
        return self.written[name.lower()] > self.capital[name]


def _demonyms(given: Words) -> set[str]:
    """ "Ukrainian", "Americans", wherever the text has them."""
    return {word for word, _ in given.capitals if word in words.DEMONYMS}


def _is_word(one: Found, usage: Usage) -> bool:
    """Whether a mention is small, or the first word of its sentence and just a word elsewhere."""
    name = plain(one.text)
    if one.label == APART or one.source == gazetteer.SOURCE:
        return False
    if name.islower():
        return usage.has_capitals
    if " " in name or is_acronym(name):
        return False
    is_first = begins_sentence(usage.words.plain, one.start)
    return is_first and not usage.capital[name] and usage.is_word(name)


def _acronyms_behind(found: list[Found], text: str) -> list[Found]:
    """Short forms given in brackets: "World Health Organization (WHO)"."""
    extra = []
    for one in found:
        if one.label in ("ORG", "PLACE", "MISC") and text.startswith(" (", one.end):
            start = one.end + 2
            end = text.find(")", start, start + 12)
            if end > 0 and is_acronym(text[start:end]) and stands_for(text[start:end], one.text):
                extra.append(Found(start, end, one.label, text[start:end], one.score, SOURCE))
    return extra


def _votes(found: list[Found], given: Words) -> dict[str, Votes]:
    """What each name is: by its mentions, and by the words beside it wherever it stands."""
    own: defaultdict[str, Votes] = defaultdict(Votes)
    for one in found:
        if one.label != APART:
            label = one.label if one.source in FIRM else _label_of(one)
            own[plain(one.text)][label] += FIRM.get(one.source, one.score)
    # "Kenyans, who" and "the Sudanese region" say nothing about what these words are.
    doubted = Names(name for name, mine in own.items() if mine.keys() != {"NORP"})
    votes = contexts.votes(found, doubted, given)
    for name, mine in own.items():
        votes[name].add(mine)
    for name, mine in own.items():
        # What the tagger takes for somebody is not their town.
        if name in countries() or (name in places() and mine["PERSON"] <= mine["PLACE"]):
            votes[name]["PLACE"] += KNOWN
    return {name: votes[name] for name in own}


def _label_of(one: Found) -> str:
    """The tagger's label, but nobody is called "Karsk Marine Works", and a company is no place."""
    name = plain(one.text)
    is_doubted = one.label == "PERSON" or heads.company_form(name.rsplit(" ", 1)[-1])
    return (is_doubted and heads.says(name)) or one.label


def _winner(name: str, votes: Votes) -> tuple[str, float]:
    """The label with most votes, and its share of them."""
    if words.is_demonym(name):
        votes["NORP"] += DEMONYM
    if " " in name and name.rsplit(" ", 1)[1].lower() in words.ORGANISATION_CUES:
        votes["ORG"] += KNOWN
    if is_acronym(name):
        votes["PERSON"] -= UNLIKELY
    label, weight = votes.best()
    positive = sum(one for one in votes.values() if one > 0)
    return label, max(weight / positive, DOUBTFUL) if positive else DOUBTFUL


def _acronyms_agree(labels: dict[str, tuple[str, float]]) -> None:
    """An acronym is what its long name is, and the same with stops and without: "E.U." and "EU"."""
    short = {name: letters(name) for name in labels if is_acronym(name)}
    wanted = set(short.values())
    of: dict[str, set[str]] = defaultdict(set)
    for name, (label, _) in labels.items():
        if " " in name and label in ("ORG", "PLACE"):
            for one in initials(name) & wanted:
                of[one].add(label)
    for name, own in short.items():
        meant = next(iter(of[own])) if len(of[own]) == 1 else KNOWN_ACRONYMS.get(own)
        if meant and labels[name][0] in ("ORG", "PLACE", "MISC"):
            labels[name] = (meant, max(labels[name][1], LICENSED))


def _stands_against(name: str, label: str, votes: Votes | None) -> bool:
    """Whether a word is known as something else: a place of that name, or by a desk's list.

    "In Thornby" the council of Thornby does not meet in itself.
    """
    if votes is None:
        return name in places()
    other, weight = votes.best()
    if label == "PERSON" and name in places() and weight < LOCKED:
        return votes["PERSON"] + SURNAME < votes["PLACE"]
    is_known = name in places() or weight >= LOCKED
    is_plain = other == "NORP" or (other == "PLACE" and weight >= PLAIN)
    return other != label and (is_known or (label == "ORG" and is_plain))


def _people_by_surname(labels: dict[str, tuple[str, float]]) -> None:
    """A short name that ends in a person's surname is a person, not an unknown place."""
    for name, (label, _) in labels.items():
        parts = name.split()
        if label not in ("PLACE", "MISC", "ORG") or not 2 <= len(parts) <= 3:
            continue
        surname = labels.get(parts[-1], ("", 0))[0]
        has_cue = any(part.lower() in words.ORGANISATION_CUES for part in parts)
        is_other = has_cue or heads.says(name) or name in places()
        if surname == "PERSON" and not is_other:
            labels[name] = ("PERSON", LICENSED)


def _relabelled(one: Found, labels: dict[str, tuple[str, float]]) -> Found:
    if one.label == APART:
        return one
    label, share = labels[plain(one.text)]
    if label == one.label:
        return one
    return replace(one, label=label, score=round(min(share, one.score), 2), source=SOURCE)


def _missed(
    found: list[Found],
    labels: dict[str, tuple[str, float]],
    text: str,
    given: Words,
    usage: Usage,
) -> list[Found]:
    """Mentions of the same names elsewhere in the text."""
    names = Names(name for name, (label, _) in labels.items() if _is_spread(name, label))
    taken = {one.start for one in found}
    missed = []
    for start, end in names.occurrences(given):
        name = given.plain[start:end]
        # "African-American" is one word.
        is_within = given.plain[start - 1 : start] == "-" or _is_part_of_more(
            given.plain, end, taken
        )
        if start in taken or is_within:
            continue
        if " " not in name and begins_sentence(given.plain, start) and usage.is_word(name):
            continue
        label, share = labels[name]
        missed.append(Found(start, end, label, text[start:end], round(share * 0.9, 2), SOURCE))
    return missed


def _is_spread(name: str, label: str) -> bool:
    if name.islower():
        return False
    if " " in name:
        return True
    is_word = name.lower() in words.COMMON and not is_acronym(name)
    return label != "MISC" and len(name) > 1 and not is_word


def _is_part_of_more(text: str, end: int, taken: set[int]) -> bool:
    """Whether more capitalised words go with this one: a longer name that nobody knows."""
    if text[end : end + 1] not in {" ", "-"} or not text[end + 1 : end + 2].isupper():
        return False
    following = NEXT.match(text, end + 1)
    is_title = following is not None and following.group().lower() in WHO_FOLLOWS
    return end + 1 not in taken and not is_title
