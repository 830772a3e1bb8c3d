"""What is done with a claim as a whole: each view one call of a service."""

from django.shortcuts import redirect

from annotations import access
from annotations.errors import DomainError, Invalid
from annotations.models import Claim, User
from annotations.services.claims import attribution as claim_attribution
from annotations.services.claims import claims, workflow

from ..workbench.draw import draw
from . import attribution_form, my_work, rows
from . import panel as claim_panel
from .conflicts import Field, differing
from .responses import PanelForm, address, answer, changing, seen_version


def statement_differs(request, current: Claim) -> list[Field]:
    mine = request.POST.get("statement", "")
    return differing(Field("statement", "Statement", current.statement, mine))


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
    claim = claim_panel.load_claim(request, pk)
    if request.htmx:
        return draw(request, claim_panel.context(request, claim))
    return redirect(address(claim, claim_panel.question_of(request, claim)))


def save(request, pk: int):
    """The statement."""
    claim = changing(request, pk, STATEMENT)
    claims.edit(
        actor=request.user,
        claim_id=pk,
        seen_version=seen_version(request),
        statement=request.POST.get("statement", ""),
    )
    return answer(request, claim)


def attribution(request, pk: int):
    """The chain of who says it, as a whole."""
    claim = changing(request, pk, ATTRIBUTION)
    if not attribution_form.is_theirs_chosen(request):
        claims.edit(
            actor=request.user,
            claim_id=pk,
            seen_version=seen_version(request),
            attribution=attribution_form.steps_of(request),
        )
    return answer(request, claim)


def action(request, pk: int, action: str):
    """One of panels.ACTIONS; `stay=list` goes on in the list, `from=work` in *My work*."""
    form = PanelForm("action_form", ("note", "user"), more={"refused_action": action})
    claim = changing(request, pk, form)
    stays = request.POST.get("stay") == "list"
    if stays:
        request.redraw = lambda error: _list_again(request, claim, error)
    elif my_work.is_from_here(request):
        request.redraw = lambda error: _work_again(request, claim, error)
    given = {}
    if action in ("dismiss", "reopen"):
        given["note"] = request.POST.get("note", "")
    if action == "assign":
        given["user"] = _colleague(request, claim)
    verb = getattr(workflow, action.replace("-", "_"))
    verb(actor=request.user, claim_id=pk, **given)
    if my_work.is_from_here(request):
        return _work_again(request, claim)
    return _list_again(request, claim) if stays else answer(request, claim)


def use_attribution(request, pk: int):
    """The chain that the text suggests."""
    claim = changing(request, pk, PanelForm("attribution_form"))
    claim_attribution.use(actor=request.user, claim_id=pk, seen_version=seen_version(request))
    return answer(request, claim)


def _list_again(request, claim: Claim, error: DomainError | None = None):
    """The list of claims, with what could not be done."""
    if error is None and not request.htmx:
        return redirect("article", claim.article_id)
    shown = rows.list_context(request, claim.article)
    if error:
        shown["message"] = error.message
    return draw(request, shown, status=error.status if error else 200, refresh=True)


def _work_again(request, claim: Claim, error: DomainError | None = None):
    """*My work*, with what could not be done."""
    if not request.htmx and error is None:
        return redirect("work")
    refused = {"message": error.message, "about": claim} if error else {}
    return my_work.page(request, error.status if error else 200, **refused)


def delete(request, pk: int):
    claim = changing(request, pk, PanelForm("delete_form"))
    claims.delete(actor=request.user, claim_id=pk, seen_version=seen_version(request))
    response = redirect("article", claim.article_id)
    if request.htmx:
        response = draw(request, rows.list_context(request, claim.article), refresh=True)
    return response


def _colleague(request, claim: Claim) -> User | None:
    """The person to give the claim to; none to take it from everybody."""
    text = request.POST.get("user", "")
    if not text:
        return None
    known = User.objects.filter(pk=text) if text.isascii() and text.isdecimal() else None
    found = known.first() if known is not None and len(text) < 19 else None
    if found is None or access.role_on(found, claim.desk_id) is None:
        raise Invalid("This person is not on the desk.", field="user")
    return found
