"""What needs a person: the queues of *My work*, each a queryset of claims of the person's desks."""

from collections.abc import Iterable

from django.db.models import Exists, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now

from ..accounts.people import CHECKERS, Membership, Role, User
from .claims import Anchor, Claim, ReplyRequest
from .verdicts import Assessment


def waiting(user: User, state: str):
    """Claims with words that changed or are gone (an Anchor.State) which this person may settle.

    `since` is the moment of the correction since which they wait without a break, `revision` its
    number.
    """
    anchors = Anchor.objects.undecided().filter(
        state=state, revision=F("claim__article__current_revision")
    )
    claims = _may_change(user).filter(pk__in=anchors.values("claim"))
    of_claim = Anchor.objects.filter(claim=OuterRef("pk"))
    waits = Q(state__in=[Anchor.State.CHANGED, Anchor.State.ORPHANED], decision="")
    settled = of_claim.exclude(waits).order_by("-revision__number").values("revision__number")[:1]
    first = of_claim.filter(waits, revision__number__gt=OuterRef("settled"))
    first = first.order_by("revision__number")
    return (
        claims.annotate(settled=Coalesce(Subquery(settled), 0))
        .annotate(
            since=Subquery(first.values("revision__created_at")[:1]),
            revision=Subquery(first.values("revision__number")[:1]),
        )
        .order_by("since", "pk")
    )


def overdue(user: User):
    """Claims with a reply that did not come in time; `since` is the deadline."""
    late = ReplyRequest.objects.filter(replied_at=None, deadline__lt=Now())
    claims = _of_desks(user, CHECKERS).filter(pk__in=late.values("claim"))
    is_late = Q(reply_requests__replied_at=None, reply_requests__deadline__lt=Now())
    return claims.annotate(since=Min("reply_requests__deadline", filter=is_late)).order_by(
        "since", "pk"
    )


def doubted(user: User):
    """Claims whose approved verdict needs another look; `since` is when that became so."""
    rows = Assessment.objects.doubted()
    claims = _of_desks(user, CHECKERS).filter(pk__in=rows.values("claim"))
    is_doubted = Q(assessments__state="approved", assessments__needs_another_look=True)
    return claims.annotate(since=Min("assessments__doubted_at", filter=is_doubted)).order_by(
        "since", "pk"
    )


def to_review(user: User):
    """Claims with proposals of others that this editor can approve or return."""
    rows = Assessment.objects.decidable_by(user)
    return _since_proposed(_of_desks(user, [Role.EDITOR]), rows)


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


def needs_another_editor(user: User):
    """Claims with a proposal that no editor of the desk may decide; administrators may.

    Everybody on the desk sees that it waits for another person.
    """
    standing = Claim.objects.visible_to(user).standing()
    return _since_proposed(standing, Assessment.objects.without_editor())


def _since_proposed(claims, rows):
    """Those claims that have one of these proposals; `since` is when the first was made."""
    first = rows.filter(claim=OuterRef("pk")).order_by("created_at").values("created_at")[:1]
    claims = claims.filter(pk__in=rows.values("claim"))
    return claims.annotate(since=Subquery(first)).order_by("since", "pk")


def held(user: User):
    """Claims this person has and that nobody else is asked about."""
    mine = Claim.objects.visible_to(user).unchecked().filter(assignee=user)
    proposed = Assessment.objects.pending().filter(claim=OuterRef("pk"), author=user)
    return mine.filter(~Exists(proposed)).annotate(since=F("created_at")).order_by("since", "pk")


def returned(user: User):
    """Claims with a proposal of this person that was returned, and nothing proposed since.

    `since` is the return. Once they handed the claim back it is anybody's.
    """
    rows = Assessment.objects.returned_to(user)
    first = rows.filter(claim=OuterRef("pk")).order_by("reviewed_at").values("reviewed_at")[:1]
    claims = _of_desks(user, CHECKERS).unchecked().held().filter(pk__in=rows.values("claim"))
    return claims.annotate(since=Subquery(first)).order_by("since", "pk")


def nobodys(user: User):
    """Claims that wait for anybody who can check them: nobody has them, nothing is proposed."""
    claims = _of_desks(user, CHECKERS).unchecked().unheld()
    here = Assessment.objects.filter(claim=OuterRef("pk"))
    claims = claims.filter(~Exists(here.pending()), ~Exists(here.doubted()))
    return claims.annotate(since=F("created_at")).order_by("since", "pk")


# Every queue, in the order in which they are shown; a claim stands in the first that needs it.
QUEUES = {
    "gone": lambda user: waiting(user, Anchor.State.ORPHANED),
    "changed": lambda user: waiting(user, Anchor.State.CHANGED),
    "overdue": overdue,
    "returned": returned,
    "doubted": doubted,
    "review": to_review,
    "another": needs_another_editor,
    "held": held,
    "nobody": nobodys,
}
ANYBODYS = ("another", "nobody")  # These need somebody, not this person.


def count(user: User, desk: int | None = None) -> int:
    """How many claims need this person; one query."""
    of_desk = {"desk": desk} if desk else {}
    first, *rest = (
        queue(user).filter(**of_desk).order_by().values("pk")
        for slug, queue in QUEUES.items()
        if slug not in ANYBODYS
    )
    return first.union(*rest).count()


def _of_desks(user: User, roles: Iterable[str]):
    live = Claim.objects.standing()
    if user.is_superuser:
        return live
    mine = Membership.objects.filter(user=user, role__in=roles)
    return live.filter(desk__in=mine.values("desk"))


def _may_change(user: User):
    """As access.may_change_claim: checkers any claim, reporters their own."""
    live = Claim.objects.standing()
    if user.is_superuser:
        return live
    desks = Membership.objects.filter(user=user)
    return live.filter(
        Q(desk__in=desks.filter(role__in=CHECKERS).values("desk"))
        | Q(desk__in=desks.filter(role=Role.REPORTER).values("desk"), created_by=user)
    )
