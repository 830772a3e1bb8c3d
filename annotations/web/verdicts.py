"""Approve and return an assessment."""

from django.views.decorators.http import require_POST

from annotations import access
from annotations.errors import DomainError
from annotations.models import Assessment
from annotations.services import assessments

from . import panels


@require_POST
def approve(request, pk: int):
    return _decide(request, pk, assessments.approve)


@require_POST
def return_(request, pk: int):
    return _decide(request, pk, assessments.return_)


def _decide(request, pk: int, verb):
    row = access.load(Assessment.objects.all(), request.user, pk)
    # The panel goes on showing the question that was decided.
    request.POST = request.POST.copy()
    request.POST["question"] = row.question
    try:
        verb(actor=request.user, assessment_id=pk, note=request.POST.get("note", ""))
    except DomainError as error:
        return panels.refusal(request, row.claim_id, error, "review_form")
    return panels.answer(request, row.claim_id)
