"""What the panel shows of a check: questions, answers, what they rest on, and gaps."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from annotations import access
from annotations.models import CheckAnswer, CheckQuestion, Claim, User
from annotations.models.checks import gaps
from annotations.services.checks import rationale

from ..shell.drawn import Drawn


def of_claim(user: User, claim: Claim, question: str) -> dict[str, Any]:
    """What claims/checks.html needs about one of the two questions; in three queries."""
    asked: list[Drawn] = list(
        CheckQuestion.objects.filter(claim=claim, question=question).with_answers()
    )
    for one in asked:
        one.claim = claim
        one.gap = gaps.of_question(one)
        one.may_remove = access.may_remove_check(user, one)
        for answer in one.answers.all():
            _draw(answer, claim, user, question)
    may_write = access.may(user, "write checks", claim.desk_id)
    return {
        "checks": asked,
        "check_gaps": gaps.count(asked),
        "may_check": may_write,
        "answer_kinds": CheckAnswer.Kind.choices,
        "yes_or_no": list(CheckAnswer.SAYS.items()),
        "today": timezone.localdate(),
        "drafted": rationale.draft(asked) if may_write else "",
    }


def _draw(answer: Drawn, claim: Claim, user: User, question: str) -> None:
    answer.claim = claim
    answer.gap = gaps.of_answer(answer)
    answer.may_remove = access.may_remove_check(user, answer)
    rests = [one.evidence for one in answer.rests_on.all()]
    answer.evidence_ids = [one.pk for one in rests]
    answer.elsewhere = [one for one in rests if one.question != question]


def in_words(questions: Iterable[CheckQuestion]) -> str:
    """All of it, for who decides about a verdict (web/claims/seen.py)."""
    return "\n\n".join(
        "\n".join([one.wording, *(_line(answer) for answer in one.answers.all())])
        for one in questions
    )


def _line(answer: CheckAnswer) -> str:
    about = (answer.explanation, answer.place, answer.day)
    rests = (str(one.evidence) for one in answer.rests_on.all())
    return " – ".join(map(str, [answer.says, *filter(None, about), *rests]))
