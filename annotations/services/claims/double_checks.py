"""Claims that two people rate unseen by each other, until both are done (docs/double-check.md)."""

from typing import cast

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations import access, rights
from annotations.errors import FourEyes, Invalid, NotFound, WrongState
from annotations.models import (
    Assessment,
    BlindRating,
    Claim,
    DoubleCheck,
    Event,
    Question,
    Rating,
    Stage,
    User,
)
from annotations.models.claims import double_checks
from annotations.models.claims.double_checks import SEATS

from ..claim_state import ask, is_held, touched, update_stage
from ..notifications import about_claims
from ..publications import publishing
from ..transactions import acting, check_version, chosen, locked
from .assessments import NOT_LIVE, allowed, rated
from .workflow import HIDDEN, expect, move

State = DoubleCheck.State
# What a verdict rests on beside the claim's own words.
PARTS = ("anchor", "attributionstep", "evidence")
KEEP = "keep double checks"
NOT_ASKED = _("Nobody asks that two people rate this claim unseen: propose a verdict.")
OVER = _("Both ratings of this claim are in, or its double check was called off.")
FULL = _("Two people rate this claim already.")
CHANGED = _("You have changed this claim since it was rated: give a verdict of your own.")
NOT_ON_SCALE = _("This desk’s scale does not have this rating: give another verdict.")
CANNOT = _("Only checkers and editors of the desk can rate a claim.")


def take(*, actor: User, claim_id: int, question: str, rater: User | None = None) -> DoubleCheck:
    """The actor rates it, or whom they name (checkers and editors do): one of two people.

    The claim is being checked from then on. Raises NotFound, NotAllowed, Invalid for somebody who
    cannot check it, and WrongState where nobody asks for a double check or it has two raters.
    """
    with acting(actor):
        claim = _claim(actor, claim_id)
        question = chosen(Question, question, "question")
        whom = rater or actor
        if whom != actor:
            access.require(actor, "assign", claim.desk_id)
            if not access.can_check(whom, claim.desk_id):
                raise Invalid(CANNOT, field="rater")
            if access.is_hidden_from(whom, claim.article_id):
                raise Invalid(HIDDEN, field="rater")
        mine = _seat(claim, question, whom, actor)
        if whom != actor:
            about_claims.rater_named(claim, whom, actor)
    return mine.double_check


def hand_in(
    *, actor: User, claim_id: int, question: str, rating: str, rationale: str
) -> BlindRating:
    """The actor's rating (a slug) with its reason; until both are in it can be handed in anew.

    With the second one both are open to the desk: where they agree the verdict is proposed, where
    they differ an editor decides. Raises as `take` and `assessments.propose`.
    """
    with acting(actor):
        claim = _claim(actor, claim_id)
        question = chosen(Question, question, "question")
        step, words = rated(claim, question, rating, rationale)
        mine = _seat(claim, question, actor, actor)
        mine.rating, mine.rationale, mine.handed_in_at = step, words, timezone.now()
        mine.save(update_fields=["rating", "rationale", "handed_in_at", "updated_at"])
        other = mine.double_check.ratings.exclude(pk=mine.pk).exclude(handed_in_at=None).first()
        if other is not None:
            _open(claim, mine, other)
    return mine


def leave(*, actor: User, blind_rating_id: int) -> Claim:
    """The rater leaves the claim to others, or an editor takes it from them; what they handed in
    goes unread. Raises NotFound, NotAllowed, WrongState once both are in."""
    found = BlindRating.objects.filter(pk=blind_rating_id)
    claim_id = found.values_list("double_check__claim", flat=True).first()
    if claim_id is None:
        raise NotFound
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        row = locked(BlindRating.objects.all(), blind_rating_id)
        access.require(actor, "propose" if row.rater_id == actor.pk else KEEP, claim.desk_id)
        if row.double_check.state != State.RATING:
            raise WrongState(OVER)
        row.delete()
        touched(claim)
    return claim


def decide(
    *,
    actor: User,
    double_check_id: int,
    seen_version: int | None,
    choice: int | None = None,
    rating: str = "",
    rationale: str = "",
    note: str = "",
) -> Assessment:
    """What holds where two ratings differ: one of them (`choice`, its id), which is approved by
    that; or another verdict, which the actor proposes and a second editor approves.

    Raises NotFound, NotAllowed, FourEyes to who rated it or changed the claim since, Stale, Invalid
    and WrongState.
    """
    with acting(actor):
        claim, check = _to_keep(actor, double_check_id, seen_version, State.DIFFERING)
        expect(claim, "decide", NOT_LIVE)
        ratings = {one.pk: one for one in check.ratings.select_related("rating")}
        if any(one.rater_id == actor.pk for one in ratings.values()):
            raise FourEyes(rights.RATED)
        if choice is None:
            step, words = rated(claim, check.question, rating, rationale)
            _end(check, actor, State.DECIDED)
            return _propose(claim, check, actor, rating=step, rationale=words)
        if choice not in ratings:
            raise Invalid(_("Choose one of the two ratings."), field="choice")
        if _rating(ratings[choice]).desk_id != claim.desk_id:  # The article came from another desk.
            raise Invalid(NOT_ON_SCALE, field="choice")
        _refuse_changer(actor, claim, ratings[choice])
        _end(check, actor, State.DECIDED)
        other = next(one for pk, one in ratings.items() if pk != choice)
        return _approve(claim, ratings[choice], other, actor, note)


def call_off(*, actor: User, double_check_id: int, seen_version: int | None) -> DoubleCheck:
    """The claim goes on as others do; what one of the two handed in goes unread.

    Raises NotFound, NotAllowed, Stale, and WrongState once both are in.
    """
    with acting(actor):
        claim, check = _to_keep(actor, double_check_id, seen_version, State.RATING)
        _end(check, actor, State.CALLED_OFF)
        touched(claim)
    return check


def _claim(actor: User, claim_id: int) -> Claim:
    claim = locked(Claim.objects.defer("search"), claim_id)
    access.require(actor, "propose", claim.desk_id)
    expect(claim, "propose", NOT_LIVE)
    return claim


def _to_keep(
    actor: User, double_check_id: int, seen_version: int | None, state: str
) -> tuple[Claim, DoubleCheck]:
    """Claim first, as every verb locks."""
    found = DoubleCheck.objects.filter(pk=double_check_id)
    claim_id = found.values_list("claim", flat=True).first()
    if claim_id is None:
        raise NotFound
    claim = locked(Claim.objects.defer("search"), claim_id)
    check = locked(DoubleCheck.objects.all(), double_check_id)
    access.require(actor, KEEP, claim.desk_id)
    check_version(check, seen_version)
    if check.state != state:
        raise WrongState(OVER if state == State.RATING else _("There is nothing to decide here."))
    return claim, check


def _seat(claim: Claim, question: str, rater: User, actor: User) -> BlindRating:
    """The rater's place, taken if there is a free one; open pages hear of it when it is new."""
    state = double_checks.state_of(claim, question)
    if state != State.RATING:
        raise WrongState(OVER if state else NOT_ASKED)
    check, _is_new = DoubleCheck.objects.get_or_create(claim=claim, question=question)
    taken = {one.seat: one for one in check.ratings.select_related("double_check")}
    mine = next((one for one in taken.values() if one.rater_id == rater.pk), None)
    if mine is not None:
        return mine
    free = next((seat for seat in SEATS if seat not in taken), None)
    if free is None:
        raise WrongState(FULL)
    mine = BlindRating.objects.create(double_check=check, seat=free, rater=rater)
    ask(claim, question, actor)
    if not is_held(claim):
        claim.assignee = rater
    if claim.stage == Stage.OPEN:
        move(claim, "take")
    touched(claim, "stage", "assignee", "asks_said", "asks_true")
    return mine


def _open(claim: Claim, mine: BlindRating, other: BlindRating) -> None:
    """Both are in: the desk reads them from now on."""
    check = mine.double_check
    agrees = _step(mine) == _step(other)
    check.state = State.AGREED if agrees else State.DIFFERING
    check.revealed_at = timezone.now()
    check.version += 1
    check.save(update_fields=["state", "revealed_at", "version", "updated_at"])
    if agrees:
        _propose(
            claim, check, mine.rater,
            rating=mine.rating, rationale=mine.rationale, rated_with=other.rater,
        )  # fmt: skip
        return
    update_stage(claim)
    touched(claim, "stage")
    about_claims.ratings_differ(claim, [mine.rater_id, other.rater_id], mine.rater)


def _rating(handed_in: BlindRating) -> Rating:
    return cast("Rating", handed_in.rating)


def _step(one: BlindRating) -> tuple[str, int | None]:
    """What it says on the scale of any desk: the article may have come from another one since."""
    return _rating(one).slug, _rating(one).value


def _end(check: DoubleCheck, actor: User, state: str) -> None:
    check.state, check.decided_by, check.decided_at = state, actor, timezone.now()
    check.version += 1
    check.save(update_fields=["state", "decided_by", "decided_at", "version", "updated_at"])


def _propose(claim: Claim, check: DoubleCheck, author: User, **given) -> Assessment:
    """The verdict goes to the ordinary review."""
    row = Assessment.objects.create(claim=claim, question=check.question, author=author, **given)
    move(claim, "propose")
    touched(claim, "stage")
    about_claims.review_asked(claim, author)
    return row


def _approve(
    claim: Claim, one: BlindRating, other: BlindRating, actor: User, note: str
) -> Assessment:
    """The verdict of one rater, whom the actor is the second person to."""
    row = Assessment(
        claim=claim,
        question=one.double_check.question,
        rating=one.rating,
        rationale=one.rationale,
        author=one.rater,
        rated_with=other.rater,
        state=Assessment.State.APPROVED,
        reviewer=actor,
        review_note=note.strip(),
        reviewed_at=timezone.now(),
    )
    with allowed():
        row.save(force_insert=True)
    update_stage(claim)
    touched(claim, "stage")
    publishing.follow(claim, row, actor)
    about_claims.decided(claim, row, actor)
    return row


def _refuse_changer(actor: User, claim: Claim, one: BlindRating) -> None:
    """Raises FourEyes to who changed what the rating rests on since it was handed in."""
    since = Event.objects.filter(claim_id=claim.pk, actor_id=actor.pk, at__gt=one.handed_in_at)
    of_claim = Q(table="claim", new__has_any_keys=["statement", "date"])
    if since.filter(Q(table__in=PARTS) | of_claim).exists():
        raise FourEyes(CHANGED)
