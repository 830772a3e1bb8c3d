"""Asking a question of a claim, and asking it no more."""

from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.models import Claim, Question
from annotations.services.claims import claims

from .responses import PanelForm, answer, changing, seen_version


def change(request, pk: int):
    """`ask` or `drop`: a question. One with answers is dropped with `set_aside` only."""
    with changing(request, pk, PanelForm("asking_form")) as claim:
        asked, shown = _wanted(claim, request.POST)
        claims.edit(
            actor=request.user,
            claim_id=pk,
            seen_version=seen_version(request),
            questions=asked,
            set_aside="set_aside" in request.POST,
        )
    return answer(request, claim, question=shown)


def _wanted(claim: Claim, given) -> tuple[set[str], str]:
    """The questions to ask, and the one to show."""
    if given.get("ask") in Question.values:
        return {*claim.questions, given["ask"]}, given["ask"]
    left = set(claim.questions) - {given.get("drop")}
    if given.get("drop") not in Question.values or not left:
        raise Invalid(_("Say which question to ask, or which of the two to drop."))
    return left, next(iter(left))
