"""Questions of a check: asked, reworded, taken away."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.models import CheckQuestion, Claim
from annotations.services.checks import questions

from . import panel
from .conflicts import Field, differing
from .responses import PanelForm, answer, changing, seen_version

ASK = PanelForm("check_form", ("wording",))


def ask(request, pk: int):
    """POST: question, wording."""
    with changing(request, pk, ASK) as claim:
        question = panel.question_of(request, claim)
        questions.ask(
            actor=request.user,
            claim_id=pk,
            question=question,
            wording=request.POST.get("wording", ""),
        )
    return answer(request, claim, question=question)


def edit(request, pk: int):
    """POST: version, wording."""
    with _changing(request, pk) as (row, claim):
        questions.edit(
            actor=request.user,
            question_id=pk,
            seen_version=seen_version(request),
            wording=request.POST.get("wording", ""),
        )
    return answer(request, claim, question=row.question)


def remove(request, pk: int):
    """POST: version."""
    with _changing(request, pk) as (row, claim):
        questions.remove(actor=request.user, question_id=pk, seen_version=seen_version(request))
    return answer(request, claim, question=row.question)


@contextmanager
def _changing(request, pk: int) -> Iterator[tuple[CheckQuestion, Claim]]:
    row = access.load(CheckQuestion.objects.all(), request.user, pk)
    form = PanelForm(
        "check_edit",
        ("wording",),
        more={"refused_check": pk},
        differs=_differs,
        draft=f"check-{pk}",
    )
    with changing(request, row.claim_id, form, question=row.question) as claim:
        yield row, claim


def _differs(request, current: CheckQuestion) -> list[Field]:
    mine = request.POST.get("wording", current.wording)
    return differing(Field("wording", _("Question"), current.wording, mine))
