"""What the panel shows of a question that two people rate unseen (docs/double-check.md)."""

from typing import Any

from annotations import access
from annotations.models import Assessment, Claim, DoubleCheck, Membership, User
from annotations.models.accounts.people import CHECKERS
from annotations.models.articles.embargoes import who_sees
from annotations.models.claims import double_checks
from annotations.models.claims.double_checks import SEATS
from annotations.services.claims.double_checks import KEEP

from ..shell.drawn import Drawn

State = DoubleCheck.State
# Meanwhile nobody proposes a verdict as on other claims.
BEFORE_PROPOSALS = (State.RATING, State.DIFFERING)


def shown(user: User, claim: Claim, question: str, assessments: list[Assessment]) -> dict[str, Any]:
    """What claims/double_check/block.html needs; nothing where nobody asks for two ratings.

    Of ratings it has those that this person may read.
    """
    rows = DoubleCheck.objects.filter(claim=claim, question=question)
    check: Drawn | None = rows.with_ratings(user).first()
    if check is None and (assessments or not double_checks.is_asked_of(claim)):
        return {}
    seats: list[Drawn] = check.seats if check else []
    state = check.state if check else State.RATING.value
    is_live = access.may(user, "propose", claim.desk_id) and claim.is_standing
    may_keep = access.may(user, KEEP, claim.desk_id) and claim.is_standing
    is_rater = any(one.rater_id == user.pk for one in seats)
    for one in seats:
        one.is_mine = one.rater_id == user.pk
        one.may_leave = is_live and (one.is_mine or may_keep)
    is_free = state == State.RATING and len(seats) < len(SEATS)
    return {
        "state": state,
        "check": check,
        "seats": seats,
        "mine": next((one for one in _opened(check) if one.rater_id == user.pk), None),
        "opened": _opened(check) if state not in (State.RATING, State.CALLED_OFF) else [],
        "may_rate": is_live and (is_rater or is_free),
        "may_keep": may_keep,
        "may_decide": state == State.DIFFERING and may_keep and not is_rater,
        "nobody": state == State.DIFFERING and not _can_be_decided(claim, seats),
        "colleagues": _colleagues(user, claim, seats) if is_live and is_free else [],
    }


def _opened(check: Drawn | None) -> list[Drawn]:
    return check.opened if check else []


def _can_be_decided(claim: Claim, seats: list[Drawn]) -> bool:
    editors = Membership.objects.working().editing().filter(desk=claim.desk_id)
    return editors.exclude(user__in=[one.rater_id for one in seats]).exists()


def _colleagues(user: User, claim: Claim, seats: list[Drawn]) -> list[User]:
    """Who else sees it and can be asked to rate it."""
    members = Membership.objects.filter(desk=claim.desk_id, role__in=CHECKERS)
    people = User.objects.filter(pk__in=members.values("user"), is_active=True)
    people = who_sees(claim.article_id, people)
    taken = [user.pk, *(one.rater_id for one in seats)]
    return list(people.exclude(pk__in=taken).order_by("display_name", "username"))
