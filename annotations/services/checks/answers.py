"""What was found on a question of a check, and the evidence that it rests on."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.models import AnswerEvidence, CheckAnswer, CheckQuestion, Evidence, User

from ..claim_state import touched
from ..dates import past
from ..limits import is_full
from ..transactions import acting, check_version, chosen
from .parts import clean, locked_part

Kind = CheckAnswer.Kind
LONGEST = 20_000
MOST, MOST_EVIDENCE = 20, 50
TEXTS = ("answer", "explanation", "place")
IN_VAIN = ("place", "day")


def answer(
    *,
    actor: User,
    question_id: int,
    kind: str,
    answer: str = "",
    explanation: str = "",
    place: str = "",
    day: date | None = None,
    evidence: Iterable[int] = (),
    is_ours: bool = True,
) -> CheckAnswer:
    """Answer a question of a check; `evidence` are ids of evidence of the same claim.

    `unanswerable` says that it was looked for in vain: then `place` and `day` say where and when,
    and it was the actor who looked. Of an answer that is not ours, but came in with a check by
    others (`is_ours`), nobody knows that. Raises NotFound, NotAllowed, Invalid, WrongState.
    """
    with acting(actor):
        claim, question = locked_part(CheckQuestion, question_id)
        access.require(actor, "write checks", claim.desk_id)
        if is_full(question.answers.all(), MOST, of=CheckQuestion, pk=question.pk):
            raise WrongState(_("A question has at most %(most)s answers.") % {"most": MOST})
        row = CheckAnswer(claim=claim, check_question=question, created_by=actor)
        given = {"kind": kind, "answer": answer, "explanation": explanation}
        _apply(row, given | {"place": place, "day": day}, actor if is_ours else None)
        row.save()
        _rest(row, evidence)
        touched(claim)
    return row


def edit(*, actor: User, answer_id: int, seen_version: int | None, **changes: Any) -> CheckAnswer:
    """Change what `answer` sets; `evidence` are all it rests on then. The same changes nothing.

    Raises NotFound, NotAllowed, Stale, Invalid.
    """
    with acting(actor):
        claim, row = locked_part(CheckAnswer, answer_id)
        access.require(actor, "write checks", claim.desk_id)
        check_version(row, seen_version)
        was = _said(row)
        _apply(row, changes, actor)
        is_rested = "evidence" in changes and _rest(row, changes["evidence"])
        if _said(row) == was and not is_rested:
            return row
        row.version += 1
        row.save()
        touched(claim)
    return row


def remove(*, actor: User, answer_id: int, seen_version: int | None) -> None:
    """Take it away: one's own, or anybody's for an editor."""
    with acting(actor):
        claim, row = locked_part(CheckAnswer, answer_id)
        access.require_check_removal(actor, row)
        check_version(row, seen_version)
        row.delete()
        touched(claim)


def _said(row: CheckAnswer) -> tuple[object, ...]:
    return row.kind, row.answer, row.explanation, row.place, row.day, row.looked_by_id


def _apply(row: CheckAnswer, given: dict[str, Any], actor: User | None) -> None:
    """Set what is given, and what follows from its kind; without an actor nobody of us looked."""
    if "kind" in given:
        row.kind = chosen(Kind, given["kind"], "kind")
    for name in TEXTS:
        if name in given:
            setattr(row, name, clean(given[name], name, longest=LONGEST))
    if "day" in given:
        row.day = past(given["day"], "day", before=row.day)
    if row.is_unanswerable and actor is None:
        return
    if row.is_unanswerable:
        _require_search(row)
        row.looked_by = row.looked_by or actor
        return
    row.place, row.day, row.looked_by = "", None, None
    if row.kind == Kind.YES_NO:
        row.answer = row.answer.lower()
        if row.answer not in CheckAnswer.SAYS:
            raise Invalid(_("Answer yes or no."), field="answer")
    if not row.answer:
        raise Invalid(_("Write the answer."), field="answer")


def _require_search(row: CheckAnswer) -> None:
    if not row.place:
        raise Invalid(_("Say where you looked, or whom you asked."), field="place")
    if row.day is None:
        raise Invalid(_("Say on which day you looked."), field="day")


def _rest(row: CheckAnswer, evidence: Iterable[int]) -> bool:
    """The answer rests on exactly these; whether that changed anything."""
    wanted = set(evidence)
    if len(wanted) > MOST_EVIDENCE:
        text = _("An answer rests on at most %(most)s pieces of evidence.")
        raise Invalid(text % {"most": MOST_EVIDENCE}, field="evidence")
    there = set(
        Evidence.objects.filter(claim=row.claim_id, pk__in=wanted).values_list("pk", flat=True)
    )
    if there != wanted:
        raise Invalid(_("There is no such evidence on this claim."), field="evidence")
    standing = set(row.rests_on.values_list("evidence_id", flat=True))
    if standing == wanted:
        return False
    row.rests_on.filter(evidence__in=standing - wanted).delete()
    AnswerEvidence.objects.bulk_create(
        AnswerEvidence(claim_id=row.claim_id, answer=row, evidence_id=pk)
        for pk in sorted(wanted - standing)
    )
    return True


def evidence_goes(evidence: Evidence) -> None:
    """A locked piece of evidence is about to be removed: what rests on it shows it no more."""
    rows = CheckAnswer.objects.filter(rests_on__evidence=evidence)
    rows.update(version=F("version") + 1)
