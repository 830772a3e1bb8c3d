"""A rationale in words from what was asked and answered, and a rationale without such words."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from annotations.models import CheckAnswer

Kind = CheckAnswer.Kind
BETWEEN = "\n\n"


class AnswerText(NamedTuple):
    """An answer; `sources` are the names of what it rests on."""

    kind: str
    answer: str
    explanation: str
    place: str
    day: date | None
    sources: Sequence[str]


def paragraph(wording: str, answers: Iterable[AnswerText]) -> str:
    """A question with its answers, in the language at hand."""
    return " ".join([wording, *map(_sentence, answers)])


def without(rationale: str, asked: Iterable[tuple[str, Sequence[AnswerText]]]) -> str:
    """What a rationale says beside the paragraphs that were made from these questions, in whatever
    language: of a paragraph to which somebody added a word, all."""
    left = f"{BETWEEN}{rationale.strip()}{BETWEEN}"
    questions = [(wording, answers) for wording, answers in asked if answers]
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for wording, answers in questions:
                made = f"{BETWEEN}{paragraph(wording, answers)}{BETWEEN}"
                left = left.replace(made, BETWEEN)
    return left.strip()


def _sentence(one: AnswerText) -> str:
    if one.kind == Kind.UNANSWERABLE:
        return _in_vain(one)
    sentence = _ended(_says(one))
    if one.explanation:
        sentence = f"{sentence} {_ended(one.explanation)}"
    sources = sorted(set(one.sources))
    if not sources:
        return sentence
    return _("%(answer)s (Source: %(sources)s)") % {
        "answer": sentence,
        "sources": "; ".join(sources),
    }


def _says(one: AnswerText) -> str:
    says = CheckAnswer(kind=one.kind, answer=one.answer).says
    return f"“{says}”" if one.kind == Kind.EXTRACTIVE else says


def _in_vain(one: AnswerText) -> str:
    sentence = _ended(_says(one))
    if one.place and one.day:
        where = {"place": one.place, "day": date_format(one.day, "DATE_FORMAT")}
        sentence += " " + _("Looked for on %(day)s: %(place)s.") % where
    return f"{sentence} {_ended(one.explanation)}" if one.explanation else sentence


def _ended(text: str) -> str:
    return text if text.rstrip("”’\"')")[-1:] in tuple(".!?…。؟") else f"{text}."
