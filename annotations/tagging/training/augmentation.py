"""Makes other sentences of a corpus' own: other names in them, other capitals, longer texts.

Names make a small model believe that it knows them; names from everywhere make it read what stands
around them.
"""

import random
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from .corpora import Line

MOST_WORDS_OF_A_PERSON = 3
# Shares of lines: written in capitals like headlines, capitalised word by word, in small letters.
IN_CAPITALS, TITLE_CASED, IN_SMALL_LETTERS = 0.03, 0.02, 0.01
# How many neighbours are joined into one text.
JOINED = (1, 1, 1, 2, 3, 5)

# Shares of names that get another: places are mostly well known, organisations hard to make up.
OTHER_PLACES, OTHER_ORGANISATIONS = 0.35, 0.35
# Shares of people's names that no list has, and of double ones.
MADE_UP, HYPHENATED = 0.3, 0.06
ORGANISATIONS = (
    "{last} Group", "{last} Inc.", "{last} & {other}", "{last} Corp.", "{last} Foundation",
    "{place} United", "{place} City Council", "University of {place}", "{last} University",
    "{place} Police Department", "Bank of {place}", "{last} Institute", "{place} Airlines",
    "{place} Football Association", "{last} Holdings", "Ministry of Justice of {place}",
    "{place} Times", "{last} Media", "{place} Liberation Front", "{place} Democratic Party",
    "{last} Technologies", "{place} Human Rights Watch", "{last} Brothers",
    "{place} Court of Appeal",
)  # fmt: skip

Names = Mapping[str, Sequence[str]]


def names_of(corpora: Iterable[Sequence[Line]]) -> dict[str, list[str]]:
    """Names of the corpora's own people and places: first, last, place, country."""
    found: dict[str, set[str]] = {"first": set(), "last": set(), "place": set()}
    for line in chain.from_iterable(corpora):
        for start, end, label in line.ents:
            words = line.text[start:end].split()
            if label == "PERSON" and len(words) > 1:
                found["first"].add(words[0])
                found["last"].add(words[-1])
            elif label == "PLACE" and len(words) == 1:
                found["place"].add(words[0])
    # What is a country nobody says here.
    found["country"] = found["place"]
    return {kind: sorted(names) for kind, names in found.items()}


def joined(lines: Sequence[Line], rng: random.Random) -> Iterator[Line]:
    """Neighbouring lines joined into longer texts, as articles are."""
    at = 0
    while at < len(lines):
        group = lines[at : at + rng.choice(JOINED)]
        at += len(group)
        yield group[0] if len(group) == 1 else _join(group, rng.choice((" ", " ", "\n", "\n\n")))


def _join(group: Sequence[Line], separator: str) -> Line:
    text, ents = "", []
    for line in group:
        if text:
            text += separator
        ents += [(start + len(text), end + len(text), label) for start, end, label in line.ents]
        text += line.text
    return Line(text, tuple(ents), group[0].article)


def renamed(line: Line, names: Names, rng: random.Random, share: float) -> Line:
    """The line with a share of its people and towns under other names, each the same throughout."""
    given: dict[str, str] = {}
    text, ents, done = "", [], 0
    for start, end, label in line.ents:
        text += line.text[done:start]
        name = line.text[start:end]
        if name not in given:
            given[name] = (
                _other_name(name, label, names, rng, given) if rng.random() < share else name
            )
        ents.append((len(text), len(text) + len(given[name]), label))
        text += given[name]
        done = end
    return Line(text + line.text[done:], tuple(ents), line.article)


def _other_name(
    name: str, label: str, names: Names, rng: random.Random, given: dict[str, str]
) -> str:
    if label == "PLACE" and rng.random() < OTHER_PLACES:
        return rng.choice(names["place"]) if name.isalpha() and not name.isupper() else name
    if label == "ORG" and rng.random() < OTHER_ORGANISATIONS:
        return _other_organisation(name, names, rng)
    if label == "PERSON":
        return _other_person(name, names, rng, given)
    return name


def _other_person(name: str, names: Names, rng: random.Random, given: dict[str, str]) -> str:
    words = name.split(" ")
    if len(words) > MOST_WORDS_OF_A_PERSON or not name[0].isupper():
        return name
    other = []
    for place, word in enumerate(words):
        if word not in given:
            is_last = place == len(words) - 1 and (len(words) > 1 or rng.random() < 0.8)
            given[word] = _person_word(names["last" if is_last else "first"], rng)
        other.append(given[word])
    return " ".join(other)


def _person_word(names: Sequence[str], rng: random.Random) -> str:
    """A name of the list, now and then one that is on none: two halves of names."""
    name, other = rng.choice(names), rng.choice(names)
    chance = rng.random()
    if chance < MADE_UP:
        return name[: len(name) // 2 + 1] + other[len(other) // 2 :].lower()
    if chance < MADE_UP + HYPHENATED:
        return f"{name}-{rng.choice((other, other.lower()))}"
    return name


def _other_organisation(name: str, names: Names, rng: random.Random) -> str:
    if name.isalpha() and name.isupper():
        return "".join(rng.choices(string.ascii_uppercase, k=len(name)))
    if " " not in name:
        return name
    pattern = rng.choice(ORGANISATIONS)
    return pattern.format(
        last=_person_word(names["last"], rng), other=rng.choice(names["last"]),
        place=rng.choice(names["place"]),
    )  # fmt: skip


def recased(line: Line, rng: random.Random) -> Line:
    """Now and then the line as a headline or in small letters, unless its length would change."""
    chance = rng.random()
    if chance < IN_CAPITALS:
        text = line.text.upper()
    elif chance < IN_CAPITALS + TITLE_CASED:
        text = line.text.title()
    elif chance < IN_CAPITALS + TITLE_CASED + IN_SMALL_LETTERS:
        text = line.text.lower()
    else:
        return line
    return Line(text, line.ents, line.article) if len(text) == len(line.text) else line
