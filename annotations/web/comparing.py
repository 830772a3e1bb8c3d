"""Two texts beside each other, paragraph by paragraph, where they differ."""

from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST_COMPARED = 5_000  # Paragraphs: beyond that the comparison would keep a person waiting.


@dataclass(frozen=True)
class Difference:
    """Paragraphs that stand only in one text, or differ."""

    theirs: str
    mine: str


def differences(theirs: str, mine: str) -> list[Difference]:
    """The places in which two texts differ, in the order of the text; pure."""
    old, new = _paragraphs(theirs), _paragraphs(mine)
    if len(old) + len(new) > LONGEST_COMPARED:
        return [Difference(theirs, mine)]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        Difference("\n".join(old[a:b]), "\n".join(new[c:d]))
        for kind, a, b, c, d in blocks
        if kind != "equal"
    ]


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
