"""A check by others is added by hand: a page of its own, from *Checked already?* in the panel."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import DomainError
from annotations.models import Claim
from annotations.services.claims import external_checks

from ..shell.refusal import on_refusal
from . import panel
from .external_forms import ONE, ExternalCheckForm
from .responses import address

# What the service calls the fields, as REST does.
FIELDS = {"address": "url"}


def add(request, pk: int):
    """The form for a check of this claim, or of all on its desk that are about the same; POST."""
    claim = panel.load_claim(request, pk)
    access.require(request.user, external_checks.ADD, claim.desk_id)
    form = ExternalCheckForm(request.POST or None)
    if request.method != "POST":
        return _page(request, claim, form)
    if not form.is_valid():
        return _page(request, claim, form, 422)
    is_of_one = form.cleaned_data["scope"] == ONE

    def refused(error: DomainError):
        name = FIELDS.get(error.field or "", error.field or "")
        form.add_error(name if name in form.fields else None, error.message)
        return _page(request, claim, form, error.status)

    with on_refusal(refused):
        external_checks.add(
            actor=request.user,
            desk=claim.desk,
            claim_id=claim.pk if is_of_one else None,
            about=form.about(),
        )
    messages.success(request, _("The check by others was added."))
    return redirect(address(claim, panel.question_of(request, claim)))


def _page(request, claim: Claim, form: ExternalCheckForm, status: int = 200):
    context = {"claim": claim, "form": form}
    return render(request, "claims/external_add.html", context, status=status)
