"""Answers of a check: given, changed, taken away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations import access
from annotations.errors import DomainError, Invalid
from annotations.models import CheckAnswer, CheckQuestion, Claim, Evidence
from annotations.services.checks import answers
from annotations.text.whole_numbers import whole

from .conflicts import Field, differing
from .responses import PanelForm, answer, changing, refused, seen_version

FIELDS = ("kind", "answer", "explanation", "place", "day")
LABELS = {
    "kind": gettext_lazy("Kind of answer"),
    "answer": gettext_lazy("Answer"),
    "explanation": gettext_lazy("Explanation"),
    "place": gettext_lazy("Where you looked"),
    "day": gettext_lazy("When"),
}


def add(request, pk: int):
    """POST: kind, answer (what is typed, and which of yes and no), explanation, place, day,
    evidence (ids)."""
    row = access.load(CheckQuestion.objects.all(), request.user, pk)
    form = _form("answer_form", {"refused_check": pk})
    with changing(request, row.claim_id, form, question=row.question) as claim:
        access.require(request.user, "write checks", claim.desk_id)
        answers.answer(actor=request.user, question_id=pk, **_sent(request))
    return answer(request, claim, question=row.question)


def edit(request, pk: int):
    """POST: version and what `add` takes."""
    with _changing(request, pk) as (row, claim):
        access.require(request.user, "write checks", claim.desk_id)
        answers.edit(
            actor=request.user,
            answer_id=pk,
            seen_version=seen_version(request),
            **_sent(request),
        )
    return answer(request, claim, question=row.check_question.question)


def remove(request, pk: int):
    """POST: version."""
    with _changing(request, pk) as (row, claim):
        answers.remove(actor=request.user, answer_id=pk, seen_version=seen_version(request))
    return answer(request, claim, question=row.check_question.question)


@contextmanager
def _changing(request, pk: int) -> Iterator[tuple[CheckAnswer, Claim]]:
    rows = CheckAnswer.objects.select_related("check_question")
    row = access.load(rows, request.user, pk)
    form = _form("answer_edit", {"refused_answer": pk}, differs=_differs, draft=f"answer-{pk}")
    asked = row.check_question.question
    with changing(request, row.claim_id, form, question=asked) as claim:
        yield row, claim


def _form(name: str, more: dict[str, Any], **given: Any) -> PanelForm:
    """Which shows again what was chosen, too."""
    plain = PanelForm(name, FIELDS)

    def typed(request, error: DomainError) -> dict[str, object]:
        chosen = [whole(one) for one in " ".join(request.POST.getlist("evidence")).split()]
        shown: dict[str, Any] = refused(request, error, plain) | {"evidence": chosen}
        shown["answer"] |= {"value": request.POST.getlist("answer")[:1]}
        return shown

    return PanelForm(name, FIELDS, more=more, typed=typed, **given)


def _sent(request) -> dict[str, Any]:
    kind = request.POST.get("kind", "")
    if not kind:
        raise Invalid(_("Say what kind of answer it is."), field="kind")
    return {
        "kind": kind,
        "answer": _said(request, kind),
        "explanation": request.POST.get("explanation", ""),
        "place": request.POST.get("place", ""),
        "day": _day(request.POST.get("day", "")),
        "evidence": _ids(request),
    }


def _said(request, kind: str) -> str:
    """Of the words and the choice between yes and no what its kind asks for."""
    given = [str(one) for one in request.POST.getlist("answer")]
    if kind == CheckAnswer.Kind.YES_NO:
        given = [one for one in given if one in CheckAnswer.SAYS]
    return given[0] if given else ""


def _ids(request) -> list[int]:
    sent = " ".join(request.POST.getlist("evidence")).split()  # Side by side in a conflict.
    found = [whole(one) for one in sent]
    if None in found:
        raise Invalid(_("Choose from the list."), field="evidence")
    return [one for one in found if one is not None]


def _day(text: str) -> date | None:
    """Raises Invalid."""
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Invalid(_("Type a date as YYYY-MM-DD."), field="day")
    return day


def _differs(request, current: CheckAnswer) -> list[Field]:
    mine = {name: request.POST.get(name, "") for name in LABELS}
    mine["answer"] = _said(request, mine["kind"])
    theirs = {name: str(getattr(current, name) or "") for name in LABELS}
    kinds = dict(CheckAnswer.Kind.choices)
    shown = {"kind": [str(kinds.get(one["kind"], "")) for one in (theirs, mine)]}
    fields = [
        Field(name, label, theirs[name], mine[name], *shown.get(name, ()))
        for name, label in LABELS.items()
    ]
    return differing(*fields, _evidence(request, current))


def _evidence(request, current: CheckAnswer) -> Field:
    theirs = set(current.rests_on.values_list("evidence_id", flat=True))
    mine = {one for one in _ids(request) if one < 2**63}
    rows = Evidence.objects.filter(pk__in=theirs | mine, claim=current.claim_id)
    names = {one.pk: str(one) for one in rows.select_related("source").defer("source__search")}
    ids, words = [], []
    for side in (theirs, mine):
        ids.append(" ".join(map(str, sorted(side))))
        words.append("\n".join(names.get(pk, "") for pk in sorted(side)))
    return Field("evidence", gettext_lazy("Evidence"), *ids, *words)
