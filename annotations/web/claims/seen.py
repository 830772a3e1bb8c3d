"""What was on the page when somebody decided about a verdict, and what of it stands no longer.

The form of a decision carries all of it in words: when something changed meanwhile, both can be
shown, what the person saw and what stands now. The words are compared in the language in which the
person saw them.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from annotations.errors import Invalid, Phrase, WrongState
from annotations.models import Anchor, Assessment, AttributionStep, CheckQuestion, Claim, Evidence

from .checks import in_words

CHANGED = _("This changed since you opened it: compare both, then decide again.")
INCOMPLETE = _("This form is incomplete: reload the page.")
LONGEST = 50_000  # Characters of each; of the others it says how many, and which by their digest.
LABELS = {
    "state": _("Status"),
    "rating": _("Verdict"),
    "rationale": _("Rationale"),
    "statement": _("Statement"),
    "words": _("Words in the article"),
    "attribution": _("Who says it"),
    "evidence": _("Evidence"),
    "checks": _("Questions and answers"),
}

STANDING: dict[str, Phrase] = {
    Assessment.State.PROPOSED: _("Proposed by %(person)s"),
    Assessment.State.APPROVED: _("Approved by %(person)s"),
    Assessment.State.RETURNED: _("Returned by %(person)s"),
    Assessment.State.SUPERSEDED: _("Proposed by %(person)s, superseded since"),
}
DOUBTED = _("Approved by %(person)s, needs another look")
LANGUAGE = "language"
NAMES = {*LABELS, LANGUAGE}


@dataclass(frozen=True)
class Difference:
    """Something that was `then` on the page and is `now` otherwise."""

    label: Phrase
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
    checks: Iterable[CheckQuestion],
) -> dict[str, str]:
    """All that a second person looks at, in words."""
    whole = {
        "state": _standing(assessment),
        "rating": assessment.rating.label,
        "rationale": assessment.rationale,
        "statement": claim.statement,
        "words": "\n".join(f"{one.exact} ({one.stands})" for one in anchors),
        "attribution": " ← ".join(_step(one) for one in attribution),
        "evidence": "\n\n".join(_piece(one) for one in evidence),
        "checks": in_words(checks),
    }
    return {name: _fitting(text) for name, text in whole.items()} | {LANGUAGE: get_language()}


def packed(shown: dict[str, str]) -> str:
    """For the form of a decision."""
    return json.dumps(shown, ensure_ascii=False)


def sent(text: str) -> dict[str, str]:
    """What the form carried, as it was packed; raises Invalid for anything else."""
    try:
        found = json.loads(text)
        packed(found).encode()  # Halves of a pair are no text.
    except (ValueError, RecursionError) as error:
        raise Invalid(INCOMPLETE) from error
    if not isinstance(found, dict) or found.keys() != NAMES:
        raise Invalid(INCOMPLETE)
    if not all(isinstance(value, str) for value in found.values()):
        raise Invalid(INCOMPLETE)
    if found[LANGUAGE] not in dict(settings.LANGUAGES):
        raise Invalid(INCOMPLETE)
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
    more = ngettext(
        "… and %(number)s more character (%(digest)s)",
        "… and %(number)s more characters (%(digest)s)",
        len(rest),
    )
    number = number_format(len(rest), use_l10n=True, force_grouping=True)
    return f"{text[:LONGEST]} {more % {'number': number, 'digest': digest}}"


def _standing(one: Assessment) -> str:
    by = one.author if one.state in ("proposed", "superseded") else one.reviewer
    is_doubted = one.state == "approved" and one.needs_another_look
    return str(DOUBTED if is_doubted else STANDING[one.state]) % {"person": by}


def _step(one: AttributionStep) -> str:
    said = (one.speaker_name, one.verb, one.channel, one.date, one.get_form_display())
    return ", ".join(str(part) for part in said if part)


def _piece(one: Evidence) -> str:
    lines = [f"{one.get_stance_display()}: {one.source}"]
    lines += [f"“{one.excerpt}”"] if one.excerpt else []
    return "\n".join([*lines, one.note] if one.note else lines)
