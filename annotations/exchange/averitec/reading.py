"""Records in AVeriTeC's published schema, read and checked; nothing is stored here."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.text.ahead import is_ahead

from . import words

KINDS = {name.lower(): kind for kind, name in words.ANSWER_TYPES.items()}
MEDIA = {name.lower(): medium for medium, name in words.MEDIA.items()}
LABELS = {one.lower(): one for one in words.LABELS.values()}


@dataclass(frozen=True)
class Cited:
    """What an answer rests on: an address, or the name of what has none."""

    url: str
    medium: str
    cached: str


@dataclass
class Answer:
    kind: str
    answer: str
    explanation: str
    cited: list[Cited] = field(default_factory=list)


@dataclass
class Asked:
    wording: str
    answers: list[Answer]


@dataclass
class Record:
    claim: str
    label: str
    justification: str
    day: date | None
    speaker: str
    url: str
    article_url: str
    about: dict[str, Any]
    questions: list[Asked]


def record(raw: Any) -> Record:
    """One of them; raises Invalid that says which field is wrong."""
    if not isinstance(raw, dict):
        raise Invalid(_("A record is a JSON object."))
    label = LABELS.get(_text(raw, "label").lower())
    if label is None:
        known = ", ".join(LABELS.values())
        raise Invalid(_("Choose one of: %(values)s.") % {"values": known}, field="label")
    questions = raw.get("questions") or []
    if not isinstance(questions, list):
        raise Invalid(_("This is a list."), field="questions")
    return Record(
        claim=_text(raw, "claim", is_required=True),
        label=label,
        justification=_text(raw, "justification"),
        day=_day(raw),
        speaker=_text(raw, "speaker"),
        url=_text(raw, "original_claim_url"),
        article_url=_text(raw, "fact_checking_article"),
        about={name: raw[name] for name in words.BESIDE if raw.get(name) is not None},
        questions=[_asked(one) for one in questions],
    )


def _text(raw: dict[str, Any], name: str, *, is_required: bool = False) -> str:
    value = raw.get(name)
    value = "" if value is None else value
    if not isinstance(value, str) or (is_required and not value.strip()):
        raise Invalid(_("A text is wanted here."), field=name)
    return value.strip()


def _day(raw: dict[str, Any]) -> date | None:
    text = _text(raw, "claim_date")
    if not text:
        return None
    try:
        day, month, year = map(int, text.split("-"))
        found = date(day, month, year) if day > 31 else date(year, month, day)
    except ValueError as error:
        raise Invalid(_("A date is day-month-year."), field="claim_date") from error
    if is_ahead(found):
        raise Invalid(_("This date is in the future."), field="claim_date")
    return found


def _asked(raw: Any) -> Asked:
    if not isinstance(raw, dict) or not isinstance(raw.get("answers") or [], list):
        raise Invalid(_("A question is an object with a list of answers."), field="questions")
    found: dict[tuple[str, str, str], Answer] = {}
    for one in raw.get("answers") or []:
        answer, cited = _answer(one)
        known = found.setdefault((answer.kind, answer.answer, answer.explanation), answer)
        if cited and cited not in known.cited:
            known.cited.append(cited)
    return Asked(_text(raw, "question", is_required=True), list(found.values()))


def _answer(raw: Any) -> tuple[Answer, Cited | None]:
    if not isinstance(raw, dict):
        raise Invalid(_("An answer is an object."), field="answers")
    kind = KINDS.get(_text(raw, "answer_type").lower())
    if kind is None:
        known = ", ".join(words.ANSWER_TYPES.values())
        raise Invalid(_("Choose one of: %(values)s.") % {"values": known}, field="answer_type")
    said = _text(raw, "answer", is_required=kind != "unanswerable")
    if kind == "yes_no":
        said = said.lower().rstrip(".")
        if said not in ("yes", "no"):
            raise Invalid(_("Answer yes or no."), field="answer")
    if kind == "unanswerable" and said == words.NOT_FOUND:
        said = ""
    return Answer(kind, said, _text(raw, "boolean_explanation")), _cited(raw)


def _cited(raw: dict[str, Any]) -> Cited | None:
    name = _text(raw, "source_medium")
    medium = MEDIA.get(name.lower(), "other" if name else "")
    url = _text(raw, "source_url") or words.MEDIA.get(medium, "")
    return Cited(url, medium, _text(raw, "cached_source_url")) if url else None
