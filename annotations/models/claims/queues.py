"""What needs a person: the queues of *My work*, each a queryset of claims of the person's desks."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..accounts.deputies import Deputy
from ..accounts.people import CHECKERS, NOWHERE, Role, User
from ..prepared import Prepared
from .anchors import Anchor
from .claims import Claim, Stage
from .contacts import ReplyRequest
from .double_checks import BlindRating, DoubleCheck, has_free_seat
from .suggestions import REPEATED, Suggestion
from .verdicts import Assessment

# Of a backlog the longest waiting; the others come when these are done. Who looked at all of them
# to find the first fifty would take longer with every year in which nobody gets to the end.
MOST_LOOKED_AT = 500


def waiting(user: User, state: str, desk: int | None = None):
    """Claims with words that changed or are gone (an Anchor.State) which this person may settle.

    `since` is the moment of the correction since which they wait without a break, `revision` its
    number.
    """
    claims = _may_change(user, desk)
    anchors = Anchor.objects.undecided().filter(
        state=state, revision=F("claim__article__current_revision"), claim__in=claims
    )
    of_claim = Anchor.objects.filter(claim=OuterRef("pk"))
    waits = Q(state__in=[Anchor.State.CHANGED, Anchor.State.ORPHANED], decision="")
    settled = of_claim.exclude(waits).order_by("-revision__number").values("revision__number")[:1]
    first = of_claim.filter(waits, revision__number__gt=OuterRef("settled"))
    first = first.order_by("revision__number")
    return _longest(
        anchors,
        "revision",
        settled=Coalesce(Subquery(settled), 0),
        since=Subquery(first.values("revision__created_at")[:1]),
        revision=Subquery(first.values("revision__number")[:1]),
    )


def overdue(user: User, desk: int | None = None):
    """Claims with a reply or a correction that did not come in time; `since` is the deadline."""
    rows = ReplyRequest.objects.late()
    return _since(_of_desks(user, CHECKERS, desk), rows, "deadline")


def to_confirm(user: User, desk: int | None = None):
    """Claims of which a new revision proposes what became of the words, after a request."""
    rows = ReplyRequest.objects.to_confirm()
    return _since(_of_desks(user, CHECKERS, desk), rows, "outcome_at")


def _since(claims, rows, moment: str):
    """Those claims that have one of these rows; `since` is the first such moment."""
    first = rows.filter(claim=OuterRef("pk")).order_by(moment).values(moment)[:1]
    return _longest(rows.filter(claim__in=claims), moment, since=Subquery(first))


def _longest(rows, moment: str, **known: Any):
    """The claims for which these rows ask, those that wait longest; `known` is added to each."""
    longest = rows.order_by(moment, "pk").values("claim")[:MOST_LOOKED_AT]
    order = ("since", "pk")
    found = Claim.objects.filter(pk__in=longest).annotate(**known).order_by(*order)
    found.asked_by = rows
    return found


def doubted(user: User, desk: int | None = None):
    """Claims whose approved verdict needs another look; `since` is when that became so."""
    rows = Assessment.objects.doubted().filter(claim__in=_of_desks(user, CHECKERS, desk))
    is_doubted = Q(assessments__state="approved", assessments__needs_another_look=True)
    since = Min("assessments__doubted_at", filter=is_doubted)
    return _longest(rows, "doubted_at", since=since)


def to_review(user: User, desk: int | None = None):
    """Claims with proposals of others that this editor can approve or return."""
    rows = Assessment.objects.decidable_by(user)
    return _since(_of_desks(user, [Role.EDITOR], desk), rows, "created_at")


def late_to_review(user: User, desk: int | None = None):
    """Those of them that have waited longer than their desk allows (Desk.review_days)."""
    rows = Assessment.objects.decidable_by(user).overdue()
    return _since(_of_desks(user, [Role.EDITOR], desk), rows, "created_at")


def escalated(user: User, desk: int | None = None):
    """What has waited twice as long, on any desk, for administrators; nothing for others."""
    if not user.is_superuser:
        return Claim.objects.none()
    live = _on(desk, Claim.objects.standing())
    return _since(live, Assessment.objects.overdue(times=2), "created_at")


def first_to_review(user: User, claims: Iterable[int]) -> dict[int, Assessment]:
    """Of each of these claims (ids) that has some, the first proposal this person may decide."""
    rows = Assessment.objects.decidable_by(user).filter(claim__in=claims)
    rows = rows.select_related("rating")
    return {one.claim_id: one for one in rows.order_by("-created_at", "-pk")}


def first_returned(user: User, claims: Iterable[int]) -> dict[int, Assessment]:
    """Of each of these claims (ids) that has some, what came back to this person first."""
    rows = Assessment.objects.returned_to(user).filter(claim__in=claims)
    rows = rows.select_related("reviewer")
    return {one.claim_id: one for one in rows.order_by("-reviewed_at", "-pk")}


def needs_another_editor(user: User, desk: int | None = None):
    """Claims with a proposal, or two ratings that differ, on which no editor of the desk may
    decide; administrators may.

    Everybody on the desk sees that it waits for another person.
    """
    standing = _on(desk, Claim.objects.visible_to(user)).standing()
    proposed = _since(standing, Assessment.objects.without_editor(), "created_at")
    differing = _since(standing, DoubleCheck.objects.without_editor(), "revealed_at")
    both = Claim.objects.filter(Q(pk__in=proposed.values("pk")) | Q(pk__in=differing.values("pk")))
    first = Assessment.objects.pending().filter(claim=OuterRef("pk")).order_by("created_at")
    opened = DoubleCheck.objects.differing().filter(claim=OuterRef("pk"))
    since = Coalesce(
        Subquery(first.values("created_at")[:1]),
        Subquery(opened.order_by("revealed_at").values("revealed_at")[:1]),
    )
    return both.annotate(since=since).order_by("since", "pk")


def to_decide(user: User, desk: int | None = None):
    """Claims that two people rated differently, for editors who rated none of it."""
    rows = DoubleCheck.objects.decidable_by(user)
    return _since(_of_desks(user, [Role.EDITOR], desk), rows, "revealed_at")


def to_rate(user: User, desk: int | None = None):
    """Claims that this person has still to rate unseen; `since` is when they were asked to."""
    rows = BlindRating.objects.asked_of(user)
    first = rows.filter(double_check__claim=OuterRef("pk")).order_by("created_at")
    claims = _of_desks(user, CHECKERS, desk).filter(pk__in=rows.values("double_check__claim"))
    since = Subquery(first.values("created_at")[:1])
    return claims.annotate(since=since).order_by("since", "pk")


def wants_rater(user: User, desk: int | None = None):
    """Claims that one person rates, and that wait for another."""
    mine = BlindRating.objects.filter(double_check=OuterRef("pk"), rater=user)
    rows = DoubleCheck.objects.rated().filter(has_free_seat()).filter(~Exists(mine))
    return _since(_of_desks(user, CHECKERS, desk), rows, "created_at")


def held(user: User, desk: int | None = None):
    """Claims this person has and that nobody else is asked about."""
    mine = _on(desk, Claim.objects.visible_to(user)).unchecked().filter(assignee=user)
    proposed = Assessment.objects.pending().filter(claim=OuterRef("pk"), author=user)
    rated = BlindRating.objects.filter(double_check__claim=OuterRef("pk"), rater=user)
    rated = rated.exclude(handed_in_at=None).filter(double_check__state__in=["rating", "differing"])
    claims = mine.filter(~Exists(proposed), ~Exists(rated)).annotate(since=F("created_at"))
    return claims.order_by("created_at", "pk")


def stood_in(user: User, desk: int | None = None):
    """Claims of those for whom this person stands in today (accounts/deputies.py)."""
    lasting = Deputy.objects.lasting().filter(deputy=user)
    here = lasting.filter(desk=OuterRef("desk"), person=OuterRef("assignee"))
    claims = _on(desk, Claim.objects.visible_to(user)).unchecked()
    claims = claims.filter(Exists(here), assignee__in=lasting.values("person"))
    return claims.annotate(since=F("created_at")).order_by("created_at", "pk")


def returned(user: User, desk: int | None = None):
    """Claims with a proposal of this person that was returned, and nothing proposed since.

    `since` is the return. Once they handed the claim back it is anybody's.
    """
    rows = Assessment.objects.returned_to(user)
    first = rows.filter(claim=OuterRef("pk")).order_by("reviewed_at").values("reviewed_at")[:1]
    claims = _of_desks(user, CHECKERS, desk).unchecked().held()
    claims = claims.filter(pk__in=rows.values("claim"))
    return claims.annotate(since=Subquery(first)).order_by("since", "pk")


def nobodys(user: User, desk: int | None = None):
    """Claims that wait for anybody who can check them: nobody has them, nothing is proposed."""
    claims = _of_desks(user, CHECKERS, desk).unchecked().unheld()
    here = Assessment.objects.filter(claim=OuterRef("pk"))
    claims = claims.filter(~Exists(here.pending()), ~Exists(here.doubted()))
    return claims.annotate(since=F("created_at")).order_by("created_at", "pk")


def repeated(user: User, desk: int | None = None):
    """Suggested claims that repeat a checked one, for whoever may accept them; `since` they are."""
    rows = Suggestion.objects.filter(rule=REPEATED, outcome=Suggestion.Outcome.WAITING)
    if desk is not None or not user.is_superuser:
        mine = list(user.roles()) if desk is None else [desk]
        rows = rows.filter(desk__in=mine or [NOWHERE])
    claims = Claim.objects.not_hidden_from(user).filter(stage=Stage.SUGGESTED)
    if not user.is_superuser:
        claims = claims.filter(desk__in=_desks_of(user, (Role.REPORTER, *CHECKERS)))
    longest = rows.order_by("claim").values("claim")[:MOST_LOOKED_AT]
    claims = _on(desk, claims).filter(pk__in=longest).select_related("suggestion")
    return claims.annotate(since=F("created_at")).order_by("created_at", "pk")


# Every queue of a person on one desk (id) or on all, in the order in which they are shown; a claim
# stands in the first that needs it.
QUEUES = {
    "gone": lambda user, desk=None: waiting(user, Anchor.State.ORPHANED, desk),
    "changed": lambda user, desk=None: waiting(user, Anchor.State.CHANGED, desk),
    "escalated": escalated,
    "late": late_to_review,
    "overdue": overdue,
    "outcome": to_confirm,
    "returned": returned,
    "doubted": doubted,
    "review": to_review,
    "differ": to_decide,
    "another": needs_another_editor,
    "rate": to_rate,
    "held": held,
    "deputy": stood_in,
    "rater": wants_rater,
    "repeated": repeated,
    "nobody": nobodys,
}
ANYBODYS = ("another", "rater", "repeated", "nobody")  # These need somebody, not this person.
ADMINISTRATORS = ("escalated",)  # Nothing stands there for others.
LATE = ("escalated", "late")  # Part of `review`: counted there.
MOST_COUNTED = 99
# What else needs a person, by rooms that build on this one: rows of one table that is no claim's.
BESIDE: list[Callable[[User, int | None], Any]] = []


class Rights(NamedTuple):
    """What decides which claims a person is asked about, beside who it is."""

    roles: tuple[tuple[int, Role], ...]
    hidden: tuple[int, ...]
    is_superuser: bool


def count(user: User, desk: int | None = None) -> int:
    """How many claims and other rows need this person; of more than MOST_COUNTED one more; one
    query.

    Every page asks it, and making its SQL took longer than answering: it is made once for all who
    have the same rights, and once a day (of deputies).
    """
    roles = tuple(sorted(user.roles().items()))
    rights = Rights(roles, tuple(sorted(user.hidden_articles())), user.is_superuser)
    return len(NEEDING(user.pk, desk, rights, timezone.now().date()))


def needing(person: int, desk: int | None, rights: Rights, _today: date):
    """The claims (ids) and what is BESIDE them that need this person, up to what is counted."""
    user = User(pk=person, is_superuser=rights.is_superuser)
    user._roles, user._hidden = dict(rights.roles), rights.hidden
    slugs = [slug for slug in QUEUES if slug not in (*ANYBODYS, *LATE)]
    first, *rest = (_counted(QUEUES[slug](user, desk)) for slug in slugs)
    beside = (below_zero(rows(user, desk)) for rows in BESIDE)
    return first.union(*rest, *beside)[: MOST_COUNTED + 1]


def below_zero(rows):
    """The numbers of what is no claim, so that they are no claim's."""
    below = ExpressionWrapper(-F("pk"), output_field=BigIntegerField())
    found = rows.order_by().annotate(below=below).values_list("below", flat=True)
    return found[: MOST_COUNTED + 1]


NEEDING: Prepared[int] = Prepared(needing)


def _counted(claims):
    """Their ids, as many as are counted, in no order: only to find the longest all are read.

    Of what asks for them twice as many, for a claim that is asked for twice.
    """
    if claims.asked_by is None:
        return claims.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1]
    asked_for = claims.asked_by.order_by().values_list("claim", flat=True)
    return asked_for[: 2 * (MOST_COUNTED + 1)]


def _of_desks(user: User, roles: Iterable[str], desk: int | None):
    """Live claims of the desks on which the person has one of these roles."""
    live = _on(desk, Claim.objects.not_hidden_from(user).standing())
    return live if user.is_superuser else live.filter(desk__in=_desks_of(user, roles))


def _may_change(user: User, desk: int | None):
    """As access.may_change_claim: checkers any claim, reporters their own."""
    live = _on(desk, Claim.objects.not_hidden_from(user).standing())
    if user.is_superuser:
        return live
    own = Q(desk__in=_desks_of(user, [Role.REPORTER]), created_by=user)
    return live.filter(Q(desk__in=_desks_of(user, CHECKERS)) | own)


def _on(desk: int | None, claims):
    return claims if desk is None else claims.filter(desk=desk)


def _desks_of(user: User, roles: Iterable[str]) -> list[int]:
    """By number (accounts.people.OfDesks.visible_to)."""
    return [desk for desk, role in user.roles().items() if role in roles] or [NOWHERE]
