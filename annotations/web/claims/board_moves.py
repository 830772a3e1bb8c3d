"""Cards of the board moved: by dragging, by keys and by their menus, all by one request.

A move that wants words, a verdict or a person is answered with the form that asks for them.
"""

from functools import partial

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations import access
from annotations.errors import DomainError, Invalid, Phrase, Stale
from annotations.models import Claim, Membership, Question, Rating, Stage, User
from annotations.models.accounts.people import CHECKERS
from annotations.models.articles.embargoes import who_sees
from annotations.services.claims import moves
from annotations.services.claims import workflow as verbs
from annotations.text.whole_numbers import whole

from ..shell.refusal import on_refusal
from . import board
from .board_offers import PERSON
from .responses import seen_version

# Of each action that asks for something, the template of its fields.
ASKS = {"propose": "proposal", "reopen": "note", "dismiss": "note"}
TITLES: dict[str, Phrase] = {
    "proposal": gettext_lazy("Propose a verdict"),
    "note": gettext_lazy("Say why"),
    "person": gettext_lazy("Assign the claim"),
}
TYPED = ("note", "rating", "rationale", "user")
MOST_PEOPLE = 200


def move(request, pk: int):
    """`to` a stage, or `assign`; `asked` names the form of the move that was filled in."""
    claim = board.load_claim(request, pk)
    to, asked = request.POST.get("to", ""), request.POST.get("asked", "")
    with on_refusal(partial(_refused, request, claim, to, asked)):
        access.require(request.user, "take", claim.desk_id)  # Who may do least does nothing here.
        version = seen_version(request)
        if claim.version != version:
            raise Stale(claim)
        asks = _asks(request.user, claim, to)
        if asks and asked != asks:
            return _form(request, claim, to, asks)
        if to == PERSON:
            person = _person(request, claim)
            verbs.assign(actor=request.user, claim_id=pk, user=person, seen_version=version)
        else:
            moves.move(
                actor=request.user, claim_id=pk, to=to, seen_version=version, **_given(request)
            )
    return board.draw(request, claim.desk) if request.htmx else redirect("desk", claim.desk_id)


def _given(request) -> dict[str, str]:
    """What the forms ask for; a rating is chosen together with its question."""
    question, _colon, rating = request.POST.get("rating", "").partition(":")
    given = {name: request.POST.get(name, "") for name in ("note", "rationale")}
    return given | {"question": question, "rating": rating}


def _asks(user: User, claim: Claim, to: str) -> str:
    """The form of what the move asks for, "" where that is nothing; raises as moves.way."""
    if to == PERSON:
        access.require(user, PERSON, claim.desk_id)
        verbs.expect(claim, PERSON)
        return "person"
    action = moves.way(user, claim, to, lambda: moves.is_proposed(claim))
    return ASKS.get(action, "")


def _person(request, claim: Claim) -> User | None:
    """Nobody when the form says so."""
    text = request.POST.get("user", "")
    if not text:
        return None
    number = whole(text)
    person = None if number is None else User.objects.filter(pk=number).first()
    if person is None or access.role_on(person, claim.desk_id) is None:
        raise Invalid(_("This person is not on the desk."), field="user")
    return person


def _form(request, claim: Claim, to: str, asks: str, error: DomainError | None = None):
    """What the move asks for, in the dialog of the board or on a page of its own."""
    shown = {
        "claim": claim,
        "to": to,
        "asks": asks,
        "fields": f"claims/board/ask_{asks}.html",
        "title": TITLES[asks],
        "typed": {name: request.POST.get(name, "") for name in TYPED},
        "here": request.GET.urlencode(),
        "message": _refusal(claim, error) if error else "",
        "scale": _scale(claim) if asks == "proposal" else [],
        "people": _people(claim) if asks == "person" else [],
    }
    name = "form" if request.htmx else "form_page"
    status = error.status if error else 200
    answer = render(request, f"claims/board/{name}.html", shown, status=status)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#board-form", "innerHTML"
    return answer


def _scale(claim: Claim) -> list[tuple[Question, list[Rating]]]:
    """The steps of each question that the claim asks."""
    steps = list(Rating.objects.filter(desk=claim.desk_id).order_by("position", "id"))
    asked = [one for one in Question if one in claim.questions]
    return [(one, [step for step in steps if step.question == one]) for one in asked]


def _people(claim: Claim) -> list[User]:
    """Who can see it and check it on its desk."""
    members = Membership.objects.working().filter(desk=claim.desk_id, role__in=CHECKERS)
    people = User.objects.filter(pk__in=members.values("user"))
    return sorted(who_sees(claim.article_id, people)[:MOST_PEOPLE], key=str)


def _refused(request, claim: Claim, to: str, asked: str, error: DomainError):
    """Why not, above the columns as they are now; a form that was filled in stays so."""
    fresh = board.load_claim(request, claim.pk)
    if asked in TITLES:
        return _form(request, fresh, to, asked, error)
    context = {"message": _refusal(fresh, error), "about": fresh}
    if request.htmx:
        return board.draw(request, fresh.desk, status=error.status, **context)
    return board.draw_page(request, fresh.desk, status=error.status, **context)


def _refusal(claim: Claim, error: DomainError) -> str:
    if not isinstance(error, Stale):
        return error.message
    message = _(
        "Somebody else changed this claim meanwhile; it is in “%(stage)s” now. Nothing was moved."
    )
    return message % {"stage": Stage(claim.stage).label}
