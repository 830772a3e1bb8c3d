"""Which sentences of a text are worth checking, and why."""

from collections.abc import Sequence

from ..quotes.model import Quote
from ..sentences import sentences
from .model import Worth
from .rules import RULES
from .veto import is_no_claim

LONGEST_REASON = 80
LONGEST = 1_000  # Code points of a sentence; a longer one is a list or a table.
MORE = 0.04  # For every further rule that fits.
FACTS = 6  # Words of a quote that can be a statement.
QUOTED, ATTRIBUTED = 0.6, 0.55


def suggest(text: str, quotes: Sequence[Quote], language: str) -> list[Worth]:
    """One suggestion a sentence at most, in the order of the text; by the strongest rule that fits.

    Rules are there for English; other texts get none.
    """
    if language.split("-")[0] not in ("en", "und", ""):
        return []
    spoken = sorted(quotes, key=lambda one: one.start)
    found, first = [], 0
    for start, end in sentences(text):
        while first < len(spoken) and spoken[first].end <= start:
            first += 1
        words = text[start:end]
        if end - start > LONGEST or is_no_claim(words):
            continue
        here = _within(spoken, first, end)
        worth = _best(start, end, words, here)
        if worth:
            found.append(worth)
    return found


def _within(spoken: Sequence[Quote], first: int, end: int) -> list[Quote]:
    last = first
    while last < len(spoken) and spoken[last].start < end and last < first + 20:
        last += 1
    return list(spoken[first:last])


def _best(start: int, end: int, words: str, quotes: list[Quote]) -> Worth | None:
    fitting = [(rule, match) for rule in RULES if (match := rule.pattern.search(words))]
    said = next((one for one in quotes if one.speaker), None)
    score = MORE * max(len(fitting) - 1, 0)
    if fitting:
        rule, match = fitting[0]
        reason = rule.reason.format(" ".join(match[0].split()))
        if said and said.kind != "indirect" and said.start <= start + match.start() < said.end:
            reason = f"quoted {reason}"
        return Worth(start, end, rule.name, _cut(reason), min(rule.score + score, 1.0))
    return _said(start, end, said) if said else None


def _said(start: int, end: int, said: Quote) -> Worth | None:
    """What somebody states, with nothing beside it that would prove it."""
    if said.kind == "indirect":
        reason = f"attributed to {said.speaker.name}, without proof"
        return Worth(start, end, "attributed", _cut(reason), ATTRIBUTED)
    is_statement = said.kind == "direct" and said.end - said.start > FACTS * 4
    if not is_statement or said.start > end:
        return None
    return Worth(start, end, "quoted", _cut(f"quoted statement of {said.speaker.name}"), QUOTED)


def _cut(reason: str) -> str:
    return reason if len(reason) <= LONGEST_REASON else reason[: LONGEST_REASON - 1] + "…"
