"""A first draft of a verdict's rationale, from what was asked and answered."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from annotations.models import CheckAnswer, CheckQuestion


def draft(questions: Iterable[CheckQuestion]) -> str:
    """Of questions with their answers: a paragraph each, the unanswered ones left out."""
    return "\n\n".join(
        _paragraph(one, list(one.answers.all())) for one in questions if one.answers.all()
    )


def _paragraph(question: CheckQuestion, answers: list[CheckAnswer]) -> str:
    return " ".join([question.wording, *map(_told, answers)])


def _told(answer: CheckAnswer) -> str:
    if answer.is_unanswerable:
        return _in_vain(answer)
    says = f"“{answer.answer}”" if answer.kind == CheckAnswer.Kind.EXTRACTIVE else answer.says
    told = _ended(says)
    if answer.explanation:
        told = f"{told} {_ended(answer.explanation)}"
    sources = list(dict.fromkeys(str(rest.evidence.source) for rest in answer.rests_on.all()))
    if not sources:
        return told
    return _("%(answer)s (Source: %(sources)s)") % {"answer": told, "sources": "; ".join(sources)}


def _in_vain(answer: CheckAnswer) -> str:
    told = _ended(answer.says)
    if answer.place and answer.day:
        where = {"place": answer.place, "day": date_format(answer.day, "DATE_FORMAT")}
        told += " " + _("Looked for on %(day)s: %(place)s.") % where
    return f"{told} {_ended(answer.explanation)}" if answer.explanation else told


def _ended(text: str) -> str:
    return text if text.rstrip("”’\"')")[-1:] in tuple(".!?…。؟") else f"{text}."
