"""What was on the page when somebody decided about a verdict, and what of it stands no longer.

The form of a decision carries all of it in words: when something changed meanwhile, both can be
shown, what the person saw and what stands now.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from annotations.errors import Invalid, WrongState
from annotations.models import Anchor, Assessment, AttributionStep, Claim, Evidence

CHANGED = "This changed since you opened it: look at both, then decide again."
UNSEEN = "This form is incomplete: reload the page."
LONGEST = 50_000  # Characters of each; of the others it says how many, and which by their digest.
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
    whole = {
        "state": _standing(assessment),
        "rating": assessment.rating.label,
        "rationale": assessment.rationale,
        "statement": claim.statement,
        "words": "\n".join(f"{one.exact} ({one.stands.lower()})" for one in anchors),
        "attribution": " ← ".join(_step(one) for one in attribution),
        "evidence": "\n\n".join(_piece(one) for one in evidence),
    }
    return {name: _fitting(text) for name, text in whole.items()}


def packed(shown: dict[str, str]) -> str:
    """For the form of a decision."""
    return json.dumps(shown, ensure_ascii=False)


def sent(text: str) -> dict[str, str]:
    """What the form carried, as it was packed; raises Invalid for anything else."""
    try:
        found = json.loads(text)
        packed(found).encode()  # Halves of a pair are no text.
    except (ValueError, RecursionError) as error:
        raise Invalid(UNSEEN) from error
    if not isinstance(found, dict) or found.keys() != LABELS.keys():
        raise Invalid(UNSEEN)
    if not all(isinstance(value, str) for value in found.values()):
        raise Invalid(UNSEEN)
    return found


def differing(then: dict[str, str], now: dict[str, str]) -> list[Difference]:
    """What is not the same, in the order of LABELS."""
    return [
        Difference(label, then[name], now[name])
        for name, label in LABELS.items()
        if then[name] != now[name]
    ]


def _fitting(text: str) -> str:
    rest = text[LONGEST:]
    if not rest:
        return text
    digest = hashlib.sha256(rest.encode()).hexdigest()[:12]
    return f"{text[:LONGEST]} … and {len(rest):,} more characters ({digest})"


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
