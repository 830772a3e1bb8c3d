"""What is said in an article, and by whom."""

from dataclasses import dataclass
from typing import Literal

Form = Literal["quote", "paraphrase"]
Kind = Literal["direct", "partial", "indirect"]
Range = tuple[int, int]


@dataclass(frozen=True)
class Speaker:
    """Who says it. `[start, end)` is where the text names them for this quote, in code points.

    `name` is the person's or organisation's full name in the article, or the words themselves for
    somebody unnamed ("a senior official"), who has no `label`.
    """

    name: str
    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Quote:
    """One utterance: `[start, end)` in code points with its quotation marks.

    `parts` are its stretches without marks. `speaker` is None when nobody surely said it; `cue` is
    the word of saying, and `rule` names the way the speaker was found: subject, apposition,
    pronoun, role, shared, carried; or why there is none: narrator, none.
    """

    start: int
    end: int
    form: Form
    kind: Kind
    speaker: Speaker | None = None
    cue: str = ""
    rule: str = "none"
    parts: tuple[Range, ...] = ()
