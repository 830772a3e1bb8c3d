"""What is done with a claim as a whole: each view one call of a service."""

from contextlib import ExitStack
from functools import partial

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Claim, User
from annotations.services.claims import attribution as claim_attribution
from annotations.services.claims import claims, workflow
from annotations.text.whole_numbers import whole

from ..shell.refusal import on_refusal
from ..workbench.draw import draw
from . import attribution_form, joining, my_work, rows
from . import panel as claim_panel
from .conflicts import Field, differing
from .responses import PanelForm, address, answer, changing, seen_version


def statement_differs(request, current: Claim) -> list[Field]:
    mine = request.POST.get("statement", "")
    return differing(Field("statement", _("Statement"), current.statement, mine))


STATEMENT = PanelForm(
    "statement_form", ("statement",), differs=statement_differs, draft="statement"
)
ATTRIBUTION = PanelForm(
    "attribution_form",
    differs=attribution_form.differs,
    draft="attribution",
    typed=attribution_form.typed,
)


def panel(request, pk: int):
    """The claim as a fragment; a browser that asks for the page gets the workbench with it open."""
    claim = joining.now(request, claim_panel.load_claim(request, pk))
    if request.htmx:
        return draw(request, claim_panel.context(request, claim))
    return redirect(address(claim, claim_panel.question_of(request, claim)))


def save(request, pk: int):
    """The statement."""
    with changing(request, pk, STATEMENT) as claim:
        claims.edit(
            actor=request.user,
            claim_id=pk,
            seen_version=seen_version(request),
            statement=request.POST.get("statement", ""),
        )
    return answer(request, claim)


def attribution(request, pk: int):
    """The chain of who says it, as a whole."""
    with changing(request, pk, ATTRIBUTION) as claim:
        if not attribution_form.is_theirs_chosen(request):
            claims.edit(
                actor=request.user,
                claim_id=pk,
                seen_version=seen_version(request),
                attribution=attribution_form.steps_of(request),
            )
    return answer(request, claim)


def action(request, pk: int, action: str):
    """One of `workflow.ACTIONS`; `stay=list` goes on in the list, `from=work` in *My work*."""
    form = PanelForm("action_form", ("note", "user"), more={"refused_action": action})
    stays, is_listed = request.POST.get("stay") == "list", my_work.is_from_here(request)
    with ExitStack() as stack:
        claim = stack.enter_context(changing(request, pk, form))
        if stays:
            stack.enter_context(on_refusal(partial(rows.list_again, request, claim.article)))
        elif is_listed:
            stack.enter_context(on_refusal(partial(my_work.refused, request, claim)))
        given = {}
        if action in ("dismiss", "reopen"):
            given["note"] = request.POST.get("note", "")
        if action == "assign":
            given["user"] = _colleague(request, claim)
        verb = getattr(workflow, action.replace("-", "_"))
        verb(actor=request.user, claim_id=pk, **given)
    if is_listed:
        return my_work.page(request) if request.htmx else redirect("work")
    if not stays:
        return answer(request, claim)
    return _list(request, claim)


def use_attribution(request, pk: int):
    """The chain that the text suggests."""
    with changing(request, pk, PanelForm("attribution_form")) as claim:
        claim_attribution.use(actor=request.user, claim_id=pk, seen_version=seen_version(request))
    return answer(request, claim)


def delete(request, pk: int):
    with changing(request, pk, PanelForm("delete_form")) as claim:
        claims.delete(actor=request.user, claim_id=pk, seen_version=seen_version(request))
    return _list(request, claim)


def _list(request, claim: Claim):
    if request.htmx:
        return rows.list_again(request, claim.article)
    return redirect("article", claim.article_id)


def _colleague(request, claim: Claim) -> User | None:
    """The person to give the claim to; none to take it from everybody."""
    text = request.POST.get("user", "")
    if not text:
        return None
    number = whole(text)
    found = None if number is None else User.objects.filter(pk=number).first()
    if found is None or access.role_on(found, claim.desk_id) is None:
        raise Invalid(_("This person is not on the desk."), field="user")
    return found
