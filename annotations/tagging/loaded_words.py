"""Loaded words in the outlet's own voice: outside of what others are quoted with."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What many style guides ask to weigh; a desk adds its own and takes these out (StyleWord).
DEFAULTS: Mapping[str, str] = {
    "admitted": "implies guilt: said?",
    "claimed": "casts doubt: said?",
    "controversial": "say what is disputed, and by whom",
    "crackdown": "say what was done",
    "disgraced": "a judgement: say what happened",
    "draconian": "a judgement: say what the rule does",
    "extremist": "say what the group does or wants",
    "fiasco": "a judgement",
    "gaffe": "a judgement",
    "hardline": "say what the position is",
    "notorious": "a judgement",
    "outrage": "say who objected, and how many",
    "radical": "say what the position is",
    "refused": "suggests a duty: declined?",
    "regime": "a judgement: government?",
    "scandal": "a judgement: say what happened",
    "slammed": "criticised?",
    "so-called": "casts doubt",
    "terrorist": "say what was done",
    "thug": "a judgement",
}


Range = tuple[int, int]


@dataclass(frozen=True)
class Loaded:
    """A word `[start, end)` in code points, and what the style list advises."""

    start: int
    end: int
    word: str
    advice: str


def loaded(text: str, quoted: Sequence[Range], words: Mapping[str, str]) -> list[Loaded]:
    """The words of the list (lower case, with advice) outside the `quoted` ranges, in order."""
    lower = text.lower()
    here = [word for word in words if word in lower]  # Of a list most texts have few.
    if not here:
        return []
    pattern = re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(here, key=len, reverse=True))) + r")\b",
        re.IGNORECASE,
    )
    spans = sorted(quoted)
    found, at = [], 0
    for match in pattern.finditer(text):
        while at < len(spans) and spans[at][1] <= match.start():
            at += 1
        if at < len(spans) and spans[at][0] <= match.start():
            continue
        if advice := words.get(match[0].lower()):  # Patterns take ſ for s.
            found.append(Loaded(*match.span(), match[0], advice))
    return found
