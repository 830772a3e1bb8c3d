"""What the words beside a name say about it: a vote for each mention (English cues)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..found import Found
from . import heads, words
from .occurrences import Names, Words, plain

TITLE, SPEECH, WHO, WITHIN, NEAR, PLACE, ARTICLE, KIND, CITED = (
    "title", "speech", "who", "within", "near", "place", "article", "kind", "cited"
)  # fmt: skip
# Weights, against a mention's own label, which counts its score (at most 1).
VOTES = {
    TITLE: {"PERSON": 1.5},
    SPEECH: {"PERSON": 0.8, "ORG": 0.2},  # Organisations and governments speak too.
    WHO: {"PERSON": 1.2},
    WITHIN: {"PLACE": 0.5},
    NEAR: {"PLACE": 1.0},  # One word: people stand near people of a whole name.
    PLACE: {"PLACE": 1.2},
    ARTICLE: {"PERSON": -0.8},
    KIND: {"ORG": 1.5},
    CITED: {"PLACE": -0.8, "ORG": 0.3},  # "According to Orbis".
}
ENOUGH_SPEECH = 2  # What speaks often is no more a person than what speaks twice.
LISTED = 0.8
SAYS = rf"(?:{'|'.join(sorted(words.SPEAKS))})\b"
AFTER = re.compile(
    rf"(?P<who>,? who(?:se|m)?\b|,? (?:aged )?\d\d?,)|(?P<speech> (?:has |had |also )?{SAYS})"
    r"|(?P<place>(?: and [^\W\d_a-z]\w{1,20})?"
    r" (?:regions?|provinces?|oblasts?|districts?|county|counties|airport|suburbs?|border)\b)"
)
OPENING = "'\"“‘„«(["
LOOK_BACK = 24  # Code points, longer than any word that tells something.
SPOKEN = frozenset("said says added told wrote asked replied tweeted".split())
IN = frozenset("in inside".split())
NEAR_TO = frozenset("near outside across throughout".split())
BETWEEN = {", ", " and ", ", and ", " or ", ", or "}


class Votes(dict[str, float]):
    """What speaks for each label; nothing for those that are not there."""

    def __missing__(self, label: str) -> float:
        return 0.0

    def add(self, others: Mapping[str, float]) -> None:
        for label, weight in others.items():
            self[label] += weight

    def best(self) -> tuple[str, float]:
        """The label with most votes; of several the first."""
        return max(self.items(), key=lambda one: one[1])


def votes(found: Sequence[Found], names: Names, given: Words) -> defaultdict[str, Votes]:
    """For each of the names (in its plain form), what the places where it stands say it is.

    Places are all in the text, those that the tagger missed too. `found` is sorted.
    """
    cast: defaultdict[str, Votes] = defaultdict(Votes)
    spoken: Counter[str] = Counter()
    for start, end in names.occurrences(given):
        name = given.plain[start:end]
        for cue in _cues(given.plain, start, end):
            spoken[name] += cue == SPEECH
            if cue != SPEECH or spoken[name] <= ENOUGH_SPEECH:
                cast[name].add(VOTES[cue])
    for row in _lists(found, given.plain):
        [(label, number)] = Counter(one.label for one in row).most_common(1)
        if label != "DATE" and number * 2 > len(row):
            for one in row:
                # A full name among places is a person's who happens to stand there.
                if one.label != "DATE" and (" " not in one.text or number * 4 > len(row) * 3):
                    cast[plain(one.text)][label] += LISTED
    return cast


def _cues(text: str, start: int, end: int) -> Iterator[str]:
    after = AFTER.match(text, end) if text[end : end + 1] in {" ", ","} else None
    if after:
        yield after.lastgroup or ""
    if word := _word_before(text, start):
        if is_title(word) and word not in words.NO_INTRODUCTIONS:
            yield TITLE
        elif word in words.ORGANISATION_NOUNS:
            yield KIND
        elif word in SPOKEN:
            yield SPEECH
        elif word in IN | NEAR_TO and heads.is_saint(text[start:end]):
            yield PLACE
        elif word in NEAR_TO:
            yield WITHIN if " " in text[start:end] else NEAR
        elif word in IN:
            yield WITHIN
        elif word == "the":
            yield ARTICLE
        elif word == "to" and text.endswith("ccording to ", 0, start):
            yield CITED


def _word_before(text: str, start: int) -> str:
    """The word before a name, small; empty where none is near or more than a space is between."""
    before = text[max(0, start - LOOK_BACK) : start].removesuffix('"').removesuffix(" ")
    if before[-1:] in {".", ","}:
        before = before[:-1]
    if not before or before[-1].isspace():
        return ""
    return before.split()[-1].lstrip(OPENING).lower()


def is_title(word: str) -> bool:
    """A word in small letters by which people are introduced, "vice-president" too."""
    return word in words.TITLES or word.rpartition("-")[2] in words.TITLES


def _lists(found: Sequence[Found], text: str) -> list[list[Found]]:
    """Rows of three or more mentions with commas and one joining word between them."""
    rows: list[list[Found]] = [[]]
    for one in found:
        row = rows[-1]
        if row and text[row[-1].end : one.start] not in BETWEEN:
            rows.append([])
        rows[-1].append(one)
    return [row for row in rows if len(row) >= 3]
