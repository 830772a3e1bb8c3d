"""What readers want corrected, one by one, for the editors of the desk to decide."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import DomainError
from annotations.models import CorrectionRequest
from annotations.services.publications import publishing, requests

from ..claims.responses import seen_version
from ..shell.refusal import on_refusal

DONE = {
    "accepted": _("Accepted. Now change the claim or its verdict."),
    "declined": _("Declined."),
}


def page(request, pk: int, error: DomainError | None = None):
    """One of them, and for as long as it is open the decision."""
    row = _load(request, pk)
    context = {"row": row, "publication": row.publication, "error": error, "given": request.POST}
    status = error.status if error else 200
    return render(request, "publications/request.html", context, status=status)


def decide(request, pk: int):
    """Accept or decline; back to *My work*."""
    row = _load(request, pk)
    state = request.POST.get("state", "")
    with on_refusal(partial(page, request, pk)):
        requests.decide(
            actor=request.user,
            request_id=row.pk,
            state=state,
            note=request.POST.get("note", ""),
            seen_version=seen_version(request),
        )
    messages.success(request, DONE[state])
    return redirect("correction-request", pk)


def _load(request, pk: int) -> CorrectionRequest:
    """Readers' names and addresses are for editors alone."""
    rows = CorrectionRequest.objects.select_related(
        "publication__desk", "article", "claim", "decided_by"
    )
    row = access.load(rows.defer("article__search", "claim__search"), request.user, pk)
    access.require(request.user, publishing.ACTION, row.publication.desk_id)
    return row
