"""What the full names of a text make of its single words: surnames, first names, short forms."""

from collections import Counter
from collections.abc import Iterable, Mapping

from ..names import words
from ..names.occurrences import Words, begins_sentence
from ..names.places import gazetteer
from ..names.short_forms import is_acronym

LONGEST_PERSON = 5  # Words.
FEWEST_LETTERS = 3
NO_SHORT_FORMS = words.COMMON_OR_TITLES | words.ORGANISATION_CUES | words.GENERIC


def licences(labels: Mapping[str, str], text: Words) -> dict[str, str]:
    """Single words and the label that longer names of the text give them.

    `labels` are those of the names found so far. A word that people and organisations both claim
    gets none.
    """
    people = Counter(part for name, label in labels.items() if label == "PERSON"
                     for part in parts_of_person(name))  # fmt: skip
    firsts = {name.split()[0] for name, label in labels.items() if label == "ORG" and " " in name}
    bare = {word for word in firsts if _may_stand_alone(word)}
    organisations = _standing_alone(bare - people.keys(), text) if bare else set()
    claimed = {word: "PERSON" for word in people if word not in bare}
    return claimed | dict.fromkeys(organisations, "ORG")


def parts_of_person(name: str) -> list[str]:
    """First name and surname of a full name, and the surname with its particles."""
    parts = [part for part in name.split() if part.lower().strip(".,") not in words.GENERATIONS]
    if not 2 <= len(parts) <= LONGEST_PERSON or not all(_is_part(part) for part in parts):
        return []
    begin = len(parts) - 1
    while begin > 1 and parts[begin - 1].lower() in words.PARTICLES:
        begin -= 1
    found = {parts[0], parts[-1], " ".join(parts[begin:])}
    return [part for part in found if _is_telling(part)]


def _is_part(word: str) -> bool:
    return not word[0].islower() or word.lower() in words.PARTICLES


def _is_telling(part: str) -> bool:
    """Not an initial, a title or a word of every day."""
    word = part.lower()
    if word in words.COMMON_OR_TITLES:
        return False
    letters = sum(map(str.isalpha, word))
    return letters >= FEWEST_LETTERS - (not part.isascii())


def _may_stand_alone(word: str) -> bool:
    """Whether the first word of an organisation's name may be the short form of it."""
    small = word.lower()
    return (
        len(word) > FEWEST_LETTERS
        and word[0].isupper()
        and not is_acronym(word)
        and small not in NO_SHORT_FORMS
        and not words.is_demonym(word)
        and word not in gazetteer()
    )


def _standing_alone(bare: Iterable[str], text: Words) -> set[str]:
    """Of these words, those that stand alone in the middle of a sentence, with their capital."""
    wanted, alone = set(bare), set()
    for word, start in text.capitals:
        if word in wanted and word not in alone:
            after = text.plain[start + len(word) : start + len(word) + 2]
            is_alone = not (after[:1] in {" ", "-"} and after[1:].isupper())
            if is_alone and not begins_sentence(text.plain, start):
                alone.add(word)
    return alone
