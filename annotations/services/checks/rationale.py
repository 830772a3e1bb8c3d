"""A first draft of a verdict's rationale, from what was asked and answered."""

from collections.abc import Iterable

from annotations.exchange.checks.rationale import BETWEEN, AnswerText, paragraph
from annotations.models import CheckAnswer, CheckQuestion


def draft(questions: Iterable[CheckQuestion]) -> str:
    """Of questions with their answers: a paragraph each, the unanswered ones left out."""
    return BETWEEN.join(
        paragraph(one.wording, map(_answer_text, one.answers.all()))
        for one in questions
        if one.answers.all()
    )


def _answer_text(answer: CheckAnswer) -> AnswerText:
    sources = [str(rest.evidence.source) for rest in answer.rests_on.all()]
    said = answer.answer, answer.explanation, answer.place, answer.day
    return AnswerText(answer.kind, *said, sources)
