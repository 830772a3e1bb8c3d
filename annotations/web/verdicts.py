"""Verdicts: proposed with a rationale, approved or returned by a second person."""

import re

from annotations import access
from annotations.errors import Stale, WrongState
from annotations.models import Assessment
from annotations.services import assessments

from . import panels
from .answers import PanelForm, answer, changing

PROPOSE = PanelForm("assessment_form", ("rating", "rationale"))
REVIEW = PanelForm("review_form", ("note",))
VERSION = re.compile(r"[0-9]{1,9}")
CHANGED = "The claim or its evidence changed since you opened this: look again, then decide."


def propose(request, pk: int):
    claim = changing(request, pk, PROPOSE)
    question = panels.question_of(request, claim)
    assessments.propose(
        actor=request.user,
        claim_id=pk,
        question=question,
        rating=request.POST.get("rating", ""),
        rationale=request.POST.get("rationale", ""),
    )
    return answer(request, claim, question=question)


def approve(request, pk: int):
    return _decide(request, pk, assessments.approve)


def return_(request, pk: int):
    return _decide(request, pk, assessments.return_)


def _decide(request, pk: int, verb):
    """The panel goes on showing the question that was decided."""
    row = access.load(Assessment.objects.all(), request.user, pk)
    claim = changing(request, row.claim_id, REVIEW, question=row.question)
    seen = request.POST.get("version", "")
    try:
        verb(
            actor=request.user,
            assessment_id=pk,
            note=request.POST.get("note", ""),
            seen_version=int(seen) if VERSION.fullmatch(seen) else None,
        )
    except Stale as error:
        raise WrongState(CHANGED) from error
    return answer(request, claim, question=row.question)
