"""Articles of a made corpus: the same number is the same article, however many there are. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cached_property
from random import Random

from annotations.text.blocks import Block
from annotations.text.spans import Span

from . import words

BEGAN = datetime(2023, 11, 1, tzinfo=timezone.utc)
EVERY = timedelta(seconds=90)
SENTENCES = 14
NAMED = 10  # Sentences that begin with a name.
PARAGRAPH = 4  # Sentences.
SMALL = 200  # Articles of the desk that has as many in every corpus.
DESKS = {
    "small": 0,
    "city": 40,
    "world": 20,
    "politics": 15,
    "economy": 10,
    "science": 8,
    "sport": 7,
}
LANGUAGES = {"en": 80, "de": 10, "uk": 6, "no": 4}
STAGES = {
    "checked": 54, "open": 12, "dismissed": 12, "suggested": 10, "checking": 6, "review": 6,
}  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """`name` is the label and the words it begins with, if a name."""

    words: str
    name: tuple[str, str] | None = None

    @property
    def text(self) -> str:
        return f"{self.name[1]} {self.words}." if self.name else f"{self.words.capitalize()}."


@dataclass(frozen=True)
class Version:
    """One text of a story, with the place of each of its sentences; None: it is not there."""

    text: str
    blocks: list[Block]
    places: list[Span | None]


@dataclass
class Story:
    """What one article says, and how far its claims are."""

    number: int
    desk: str
    language: str
    headline: str
    created_at: datetime
    sentences: list[Sentence]
    corrected: list[Sentence | None] | None
    claims: dict[int, str]  # Number of a sentence, and the stage of the claim on it.
    pick: Random = field(compare=False)  # For what its rows still leave to chance.

    @cached_property
    def versions(self) -> list[Version]:
        texts = [self.sentences] + ([self.corrected] if self.corrected else [])
        return [composed(one) for one in texts]


def story(seed: int, number: int) -> Story:
    """The article of this number."""
    pick = Random(f"{seed}/{number}")  # noqa: S311 # It has to be the same each time.
    said = pick.choices(words.phrases(), k=SENTENCES)
    sentences = [_sentence(pick, number, at, one) for at, one in enumerate(said)]
    claimed = {3: 0, 7: 2}.get(number % 10, 1)
    claims = {at: one_of(pick, STAGES) for at in sorted(pick.sample(range(NAMED), claimed))}
    return Story(
        number,
        "small" if number < SMALL else one_of(pick, DESKS),
        one_of(pick, LANGUAGES),
        pick.choice(words.phrases()).capitalize(),
        BEGAN + number * EVERY,
        sentences,
        _corrected(pick, sentences, list(claims)) if number % 20 == 9 else None,
        claims,
        pick,
    )


def one_of(pick: Random, weights: dict[str, int]) -> str:
    return pick.choices(list(weights), weights=list(weights.values()))[0]


def docket(number: int) -> str:
    """A word that this article alone has."""
    return f"docket{words.made(number)}"


def _sentence(pick: Random, number: int, at: int, said: str) -> Sentence:
    if at == NAMED:  # What no other article has.
        return Sentence(f"{said} {docket(number)}")
    if at > NAMED:
        return Sentence(said)
    known = 50 + number // 2  # The more articles, the more names.
    rank = int(known ** pick.random()) - 1
    return Sentence(f"said that {pick.randrange(2, 5_000)} {said}", words.name(rank))


def _corrected(
    pick: Random, sentences: list[Sentence], claimed: list[int]
) -> list[Sentence | None]:
    """The sentences after a correction: one is reworded or, now and then, gone."""
    new: list[Sentence | None] = list(sentences)
    at = claimed[0] if claimed and pick.random() < 0.5 else NAMED - 1
    rest = sentences[at].words.split(" ", 3)
    rest[2] = str(int(rest[2]) + 1)
    new[at] = None if pick.random() < 0.2 else Sentence(" ".join(rest), sentences[at].name)
    return new


def composed(sentences: Sequence[Sentence | None]) -> Version:
    text, start = "", 0
    places: list[Span | None] = []
    blocks: list[Block] = []
    for at, sentence in enumerate(sentences):
        if at and at % PARAGRAPH == 0:
            blocks.append({"start": start, "end": len(text), "type": "paragraph"})
            text += "\n\n"
            start = len(text)
        if sentence is None:
            places.append(None)
            continue
        if len(text) > start:
            text += " "
        places.append(Span(len(text), len(text) + len(sentence.text) - 1))
        text += sentence.text
    blocks.append({"start": start, "end": len(text), "type": "paragraph"})
    return Version(text, blocks, places)
