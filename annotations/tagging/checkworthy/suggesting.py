"""Which sentences of a text are worth checking, and why."""

from collections.abc import Sequence

from ..quotes.model import Quote
from ..sentences import sentences
from .features import Fit
from .model import Worth
from .ranker import Ranker, shipped
from .veto import shuts_out

LONGEST_REASON = 80
LONGEST = 1_000  # Code points of a sentence; a longer one is a list or a table.
FACTS = 24  # Code points of a quote that can be a statement.
WORDS = "words"  # The rule of a sentence that none of the named ones speaks for.


def suggest(
    text: str,
    quotes: Sequence[Quote],
    language: str,
    *,
    ranker: Ranker | None = None,
    least: float | None = None,
) -> list[Worth]:
    """One suggestion a sentence at most, in text order, by the named rule that says most for it.

    Those of the ranker's threshold and more, or of `least`. The ranker is there for English (the
    shipped one unless given); other texts get none.
    """
    if language.split("-")[0] not in ("en", "und", ""):
        return []
    ranker = ranker or shipped()
    least = ranker.threshold if least is None else least
    spoken = sorted(quotes, key=lambda one: one.start)
    found, first = [], 0
    for start, end in sentences(text):
        while first < len(spoken) and spoken[first].end <= start:
            first += 1
        words = text[start:end]
        if end - start > LONGEST or shuts_out(words):
            continue
        weighed = ranker.weigh(words)
        if weighed.score >= least:
            here = _within(spoken, first, end)
            rule, reason = _why(words, start, weighed.fit, here, ranker)
            found.append(Worth(start, end, rule, _cut(reason), weighed.score))
    return found


def _within(spoken: Sequence[Quote], first: int, end: int) -> list[Quote]:
    last = first
    while last < len(spoken) and spoken[last].start < end and last < first + 20:
        last += 1
    return list(spoken[first:last])


def _why(
    words: str, start: int, fit: Fit | None, quotes: list[Quote], ranker: Ranker
) -> tuple[str, str]:
    """The rule and the reason in words: what counted most in the sentence's score."""
    said = next((one for one in quotes if one.speaker), None)
    if fit:
        reason = f"{fit.rule.reason}: {' '.join(words[fit.start : fit.end].split())}"
        return fit.rule.name, f"quoted {reason}" if _is_quoted(fit, start, said) else reason
    strongest = " and ".join(f"‘{word}’" for word in ranker.strongest(words))
    reason = f"words like {strongest}" if strongest else "how the sentence is made"
    if said and said.speaker:
        return _said(said, said.speaker.name, start + len(words), reason)
    return WORDS, reason


def _is_quoted(fit: Fit, start: int, said: Quote | None) -> bool:
    if said is None or said.kind == "indirect":
        return False
    return said.start <= start + fit.start < said.end


def _said(said: Quote, speaker: str, end: int, reason: str) -> tuple[str, str]:
    """What somebody states, with nothing beside it that would prove it."""
    if said.kind == "indirect":
        return "attributed", f"attributed to {speaker}; {reason}"
    if said.kind != "direct" or said.end - said.start <= FACTS or said.start > end:
        return WORDS, reason
    return "quoted", f"quoted statement of {speaker}; {reason}"


def _cut(reason: str) -> str:
    return reason if len(reason) <= LONGEST_REASON else reason[: LONGEST_REASON - 1] + "…"
