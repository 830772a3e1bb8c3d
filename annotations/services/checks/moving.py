"""Questions and answers go along when claims are merged, and when one is split."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import F, QuerySet

from annotations.models import AnswerEvidence, CheckAnswer, CheckQuestion, Claim


def merged(claim: Claim, other: Claim) -> None:
    """All that was asked about the other is asked about the claim; its evidence goes along."""
    _move(CheckQuestion.objects.filter(claim=other), claim)


def split(claim: Claim, new: Claim, questions: Collection[int], evidence: Collection[int]) -> None:
    """These questions of the claim are the new one's; of the evidence `evidence` goes there.

    An answer rests on nothing that stays on the other of the two.
    """
    parted = AnswerEvidence.objects.filter(claim=claim)
    going = parted.filter(answer__check_question__in=questions)
    apart = going.exclude(evidence__in=evidence) | parted.exclude(
        answer__check_question__in=questions
    ).filter(evidence__in=evidence)
    CheckAnswer.objects.filter(rests_on__in=apart.values("pk")).update(version=F("version") + 1)
    parted.filter(pk__in=list(apart.values_list("pk", flat=True))).delete()
    _move(CheckQuestion.objects.filter(claim=claim, pk__in=questions), new)


def _move(questions: "QuerySet[CheckQuestion]", claim: Claim) -> None:
    pks = list(questions.values_list("pk", flat=True))
    raised: Mapping[str, Any] = {"claim": claim, "version": F("version") + 1}
    AnswerEvidence.objects.filter(answer__check_question__in=pks).update(claim=claim)
    CheckAnswer.objects.filter(check_question__in=pks).update(**raised)
    CheckQuestion.objects.filter(pk__in=pks).update(**raised)
