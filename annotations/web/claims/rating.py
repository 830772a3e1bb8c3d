"""Two unseen ratings of a claim: each view one call of a service."""

from annotations import access
from annotations.errors import Invalid
from annotations.models import BlindRating, Claim, DoubleCheck, User
from annotations.services.claims import double_checks
from annotations.text.whole_numbers import whole

from . import panel
from .responses import PanelForm, answer, changing, seen_version

RATE = PanelForm("assessment_form", ("rating", "rationale"))
DECIDE = PanelForm("decide_form", ("rating", "rationale"))
OTHERS = PanelForm("rater_form", ("user",))


def rate(request, pk: int):
    """The person's own rating."""
    with changing(request, pk, RATE) as claim:
        question = panel.question_of(request, claim)
        double_checks.hand_in(
            actor=request.user,
            claim_id=pk,
            question=question,
            rating=request.POST.get("rating", ""),
            rationale=request.POST.get("rationale", ""),
        )
    return answer(request, claim, question=question)


def ask_rater(request, pk: int):
    """Somebody is asked to rate it; without a name whoever asks."""
    with changing(request, pk, OTHERS) as claim:
        question = panel.question_of(request, claim)
        double_checks.take(
            actor=request.user, claim_id=pk, question=question, rater=_person(request, claim)
        )
    return answer(request, claim, question=question)


def leave(request, pk: int):
    rows = BlindRating.objects.without_words().select_related("double_check__claim")
    row = access.load(rows, request.user, pk)
    check = row.double_check
    with changing(request, check.claim_id, OTHERS, question=check.question) as claim:
        double_checks.leave(actor=request.user, blind_rating_id=pk)
    return answer(request, claim, question=check.question)


def decide(request, pk: int):
    """One of the two by its id (`choice`), or a verdict of the editor’s own."""
    check = access.load(DoubleCheck.objects.all(), request.user, pk)
    text = request.POST.get("choice", "")
    with changing(request, check.claim_id, DECIDE, question=check.question) as claim:
        double_checks.decide(
            actor=request.user,
            double_check_id=pk,
            seen_version=seen_version(request),
            choice=(whole(text) or 0) if text else None,
            rating=request.POST.get("rating", ""),
            rationale=request.POST.get("rationale", ""),
        )
    return answer(request, claim, question=check.question)


def call_off(request, pk: int):
    check = access.load(DoubleCheck.objects.all(), request.user, pk)
    with changing(request, check.claim_id, OTHERS, question=check.question) as claim:
        double_checks.call_off(
            actor=request.user, double_check_id=pk, seen_version=seen_version(request)
        )
    return answer(request, claim, question=check.question)


def _person(request, claim: Claim) -> User | None:
    text = request.POST.get("user", "")
    if not text:
        return None
    number = whole(text)
    found = None if number is None else User.objects.filter(pk=number).first()
    if found is None or access.role_on(found, claim.desk_id) is None:
        raise Invalid(double_checks.CANNOT, field="user")
    return found
