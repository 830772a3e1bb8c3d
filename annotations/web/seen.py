"""What was on the page when somebody decided about a verdict, and what of it stands no longer.

The form of a decision carries all of it in words: when something changed meanwhile, both can be
shown, what the person saw and what stands now.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from annotations.errors import Invalid, WrongState
from annotations.models import Anchor, Assessment, AttributionStep, Claim, Evidence

CHANGED = "This changed since you opened it: look at both, then decide again."
UNSEEN = "This form is incomplete: reload the page."
LONGEST = 400_000
LABELS = {
    "state": "It is",
    "rating": "Verdict",
    "rationale": "Rationale",
    "statement": "Statement",
    "words": "Words of the article",
    "attribution": "Who says it",
    "evidence": "Evidence",
}


@dataclass(frozen=True)
class Difference:
    """Something that was `then` on the page and is `now` otherwise."""

    label: str
    then: str
    now: str


class ChangedMeanwhile(WrongState):
    """What somebody decided about is no longer what they saw: `differences`."""

    def __init__(self, differences: list[Difference]):
        super().__init__(CHANGED)
        self.differences = differences


def of(
    assessment: Assessment,
    claim: Claim,
    anchors: Iterable[Anchor],
    attribution: Iterable[AttributionStep],
    evidence: Iterable[Evidence],
) -> dict[str, str]:
    """All that a second person looks at, in words."""
    return {
        "state": _standing(assessment),
        "rating": assessment.rating.label,
        "rationale": assessment.rationale,
        "statement": claim.statement,
        "words": "\n".join(f"{one.exact} ({one.stands.lower()})" for one in anchors),
        "attribution": " ← ".join(_step(one) for one in attribution),
        "evidence": "\n\n".join(_piece(one) for one in evidence),
    }


def sent(text: str) -> dict[str, str]:
    """What the form carried; raises Invalid for one that carries nothing."""
    try:
        found = json.loads(text) if len(text) <= LONGEST else None
    except ValueError as error:
        raise Invalid(UNSEEN) from error
    if not isinstance(found, dict) or found.keys() != LABELS.keys():
        raise Invalid(UNSEEN)
    return {name: str(value) for name, value in found.items()}


def differing(then: dict[str, str], now: dict[str, str]) -> list[Difference]:
    """What is not the same, in the order of LABELS."""
    return [
        Difference(label, then[name], now[name])
        for name, label in LABELS.items()
        if then[name] != now[name]
    ]


def _standing(one: Assessment) -> str:
    by = one.author if one.state in ("proposed", "superseded") else one.reviewer
    look = ", needs another look" if one.needs_another_look else ""
    return f"{one.get_state_display().lower()} by {by}{look}"


def _step(one: AttributionStep) -> str:
    said = (one.speaker_name, one.verb, one.channel, one.date, one.get_form_display())
    return ", ".join(str(part) for part in said if part)


def _piece(one: Evidence) -> str:
    lines = [f"{one.get_stance_display()}: {one.source}"]
    lines += [f"“{one.excerpt}”"] if one.excerpt else []
    return "\n".join([*lines, one.note] if one.note else lines)
