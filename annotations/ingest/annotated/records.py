"""What files of other programs bring: texts with marks, notes on texts elsewhere, reviews.

A reader yields records in the order of its file, the same ones each time. What cannot be read is a
record too (`Bad`), so that one bad line costs nobody the others.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from annotations.text.message import Message
from annotations.text.spans import Span

LONGEST_LABEL = 60
LONGEST_NOTE = 20_000
MOST_MARKS = 100_000  # Of one text.


@dataclass(frozen=True)
class Mark:
    """Words with a label, in code points of the text as sent; several parts where it has gaps."""

    parts: tuple[Span, ...]
    label: str
    more: tuple[str, ...] = ()  # What else is said of them, in a word: attributes.
    note: str = ""
    statement: str = ""  # Of a claim, where it is not the words themselves.

    @property
    def span(self) -> Span:
        """From the first word to the last one."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(frozen=True)
class Lost:
    """What of a record cannot be placed in its text: its words, and why."""

    words: str
    problem: Message


@dataclass
class Text:
    """A text that comes with its marks; `about` is what else is said of it (of an article)."""

    line: int
    text: str
    headline: str = ""
    about: dict[str, Any] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)


@dataclass
class Note:
    """An annotation of a page elsewhere: the words that it quotes, and what is said of them.

    `start` and `end` are where it says they stand in the page, in code points of who knows which
    text of it: of use only where the words stand there more than once.
    """

    line: int
    address: str
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    tags: list[str] = field(default_factory=list)
    body: str = ""
    author: str = ""
    written: str = ""  # Date and time, as the file says them.


@dataclass
class Review:
    """A claim that somebody else checked, in their words."""

    line: int
    claim: str
    url: str
    publisher: str
    publisher_url: str = ""
    rating: str = ""
    value: float | None = None
    best: float | None = None
    worst: float | None = None
    claimant: str = ""
    claimed_on: str = ""
    reviewed_on: str = ""
    language: str = ""
    licence: str = ""
    headline: str = ""
    appearances: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Checked:
    """A claim with questions, answers and a verdict of somebody else, in AVeriTeC's schema: as it
    came (exchange/averitec/reading.py reads it)."""

    line: int
    row: Any


@dataclass(frozen=True)
class Bad:
    """A line, or a record, that cannot be read, and why.

    `is_foreign` where it is none of the format at all: a file of nothing else is in another one.
    """

    line: int
    problem: Message
    words: str = ""
    is_foreign: bool = False


Record: TypeAlias = Text | Note | Review | Checked | Bad
Reader: TypeAlias = Callable[[bytes], Iterator[Record]]
