"""What is still open in a check that was written as questions and answers."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import pgettext_lazy

from .answers import CheckAnswer
from .questions import CheckQuestion


class Gap(models.TextChoices):
    """Of a question the first two, of an answer the last."""

    UNANSWERED = "unanswered", pgettext_lazy("gap in a check", "Not answered yet")
    NOT_FOUND = "unanswerable", pgettext_lazy("gap in a check", "Asked, and no answer found")
    NO_EVIDENCE = "no_evidence", pgettext_lazy("gap in a check", "No evidence for this answer")


def of_question(question: CheckQuestion) -> Gap | None:
    """Of one with its answers."""
    answers = list(question.answers.all())
    if not answers:
        return Gap.UNANSWERED
    return Gap.NOT_FOUND if all(one.is_unanswerable for one in answers) else None


def of_answer(answer: CheckAnswer) -> Gap | None:
    """Of one with what it rests on; who found nothing has nothing to show for it."""
    if answer.is_unanswerable or answer.rests_on.all():
        return None
    return Gap.NO_EVIDENCE


def count(questions: Iterable[CheckQuestion]) -> int:
    """How many there are in all."""
    return sum(
        (of_question(one) is not None) + sum(of_answer(a) is not None for a in one.answers.all())
        for one in questions
    )
