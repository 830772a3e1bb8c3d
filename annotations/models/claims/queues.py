"""What needs a person: the queues of *My work*, each a queryset of claims of the person's desks."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Subquery,
)
from django.db.models.fields.tuple_lookups import Tuple, TupleIn
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from ..accounts.deputies import Deputy
from ..accounts.people import CHECKERS, NOWHERE, Desk, Role, User
from ..articles.articles import Revision
from ..base import one_by_one
from ..keyset import MOST_PARTS
from ..prepared import Prepared
from .anchors import Anchor
from .claims import Claim, Stage, left_behind
from .double_checks import BlindRating, DoubleCheck, has_free_seat
from .suggestions import Suggestion
from .verdicts import Assessment, desks_with_one_editor
from .waiting import Unnest, Waiting, WaitingQuerySet, first_of_each

Kind = Waiting.Kind
Parts = list[Any]  # Claims (ids), of one kind each.

# Of a backlog the longest waiting; the others come when these are done. Who looked at all of them
# to find the first fifty would take longer with every year in which nobody gets to the end.
MOST_LOOKED_AT = 500


def waiting(user: User, state: str, desk: int | None = None):
    """Claims with words that changed or are gone (an Anchor.State) which this person may settle.

    `since` is the moment of the correction since which they wait without a break, `revision` its
    number.
    """
    kind = Kind.GONE if state == Anchor.State.ORPHANED else Kind.CHANGED
    made_then = Revision.objects.filter(article=OuterRef("article"), created_at=OuterRef("since"))
    return _longest(
        lambda most: _to_decide_on(user, [kind], desk, most),
        since=_since(kind),
        revision=Subquery(made_then.order_by("number").values("number")[:1]),
    )


def _since(kind: str) -> Subquery:
    """Since when a claim waits for something of this kind: one row by its key."""
    return Subquery(_of_kind(kind).filter(claim_id=OuterRef("pk")).values("since"))


def _to_decide_on(user: User, kinds: Sequence[str], desk: int | None, most: int) -> Parts:
    """As access.may_change_claim: checkers any claim, reporters their own."""
    rows = Waiting.objects.filter(kind__in=kinds).not_hidden_from(user)
    parts = rows.first_of(_desks_of(user, CHECKERS, desk), most)
    if user.is_superuser:
        return parts
    own = rows.filter(created_by_id=user.pk)
    return parts + own.first_of(_desks_of(user, [Role.REPORTER], desk), most)


def overdue(user: User, desk: int | None = None):
    """Claims with a reply or a correction that did not come in time; `since` is the deadline."""
    late = _of_kind(Kind.ASKED).filter(since__lt=Now())
    return _waiting_on(late, user, CHECKERS, desk, _since(Kind.ASKED))


def to_confirm(user: User, desk: int | None = None):
    """Claims of which a new revision proposes what became of the words, after a request."""
    return _waiting_on(_of_kind(Kind.OUTCOME), user, CHECKERS, desk, _since(Kind.OUTCOME))


def _of_kind(kind: str) -> WaitingQuerySet:
    return Waiting.objects.filter(kind=kind)


def _waiting_on(
    waiting: WaitingQuerySet, user: User, roles: Collection[str], desk: int | None, since: Subquery
):
    """What waits on the person's desks with these roles, and since when."""
    desks = _desks_of(user, roles, desk)
    seen = waiting.not_hidden_from(user)
    return _longest(lambda most: seen.first_of(desks, most), since=since)


def _first(rows: Any, moment: str) -> Subquery:
    """The first such moment of these rows of the claim."""
    of_claim = rows.filter(claim=OuterRef("pk"))
    return Subquery(of_claim.order_by(moment).values(moment)[:1])


def _longest(asking: Callable[[int], Parts], *beside: str, **known: Any):
    """The claims that `asking` finds, at most so many of a desk, those that wait longest; `known`
    is added to each, and what stands `beside` it is read with it."""
    claims: Any = Claim.objects.select_related(*beside) if beside else Claim.objects.all()

    def looking_at(most: int):
        asked_for = _together(asking(most))
        return claims.filter(pk__in=asked_for).annotate(**known).order_by("since", "pk")

    found = looking_at(MOST_LOOKED_AT)
    found.asked_by, found.looking_at = asking, looking_at
    return found


def first_of(claims, most: int):
    """The first so many of one of the queues, looking at no more than that of each desk."""
    return (claims.looking_at(most) if claims.looking_at else claims)[:most]


def _together(parts: Parts):
    if len(parts) < 2:
        return next(iter(parts), ())
    return parts[0].union(*parts[1:], all=True)


def doubted(user: User, desk: int | None = None):
    """Claims whose approved verdict needs another look; `since` is when that became so."""
    return _waiting_on(_of_kind(Kind.DOUBTED), user, CHECKERS, desk, _since(Kind.DOUBTED))


def to_review(user: User, desk: int | None = None):
    """Claims with proposals of others that this editor can approve or return."""
    return _proposed(user, [Role.EDITOR], desk, Assessment.objects.decidable_by(user))


def late_to_review(user: User, desk: int | None = None):
    """Those of them that have waited longer than their desk allows (Desk.review_days)."""
    return _proposed(user, [Role.EDITOR], desk, Assessment.objects.decidable_by(user).overdue(), 1)


def escalated(user: User, desk: int | None = None):
    """What has waited twice as long, on any desk, for administrators; nothing for others."""
    if not user.is_superuser:
        return Claim.objects.none()
    return _proposed(user, [Role.EDITOR], desk, Assessment.objects.overdue(times=2), 2)


def _proposed(user: User, roles: Collection[str], desk: int | None, rows, days: int = 0):
    """Claims with such proposals, all of which wait for so many days or longer."""
    waiting = _of_kind(Kind.PROPOSED)
    if days:
        waiting = waiting.filter(since__lt=Now() - timedelta(days=days))
    waiting = waiting.filter(one_by_one(rows.filter(claim=OuterRef("claim_id"))))
    return _waiting_on(waiting, user, roles, desk, _first(rows, "created_at"))


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
    alone = desks_with_one_editor()
    here = OuterRef("claim_id")
    undecidable = one_by_one(Assessment.objects.without_editor(alone).filter(claim=here))
    differing = one_by_one(DoubleCheck.objects.without_editor().filter(claim=here))
    desks = _desks_of(user, None, desk)
    of_alone = alone if desks is None else [one for one in desks if one in alone]

    def asking(most: int) -> Parts:
        tied = _of_kind(Kind.TIED).filter(undecidable).not_hidden_from(user)
        rated = _of_kind(Kind.DIFFERING).filter(differing).not_hidden_from(user)
        found = tied.first_of(desks, most) + rated.first_of(desks, most)
        if of_alone:
            proposed = _of_kind(Kind.PROPOSED).filter(undecidable).not_hidden_from(user)
            found += proposed.first_of(of_alone, most)
        return found

    return _longest(asking, since=Coalesce(_since(Kind.PROPOSED), _since(Kind.DIFFERING)))


def to_decide(user: User, desk: int | None = None):
    """Claims that two people rated differently, for editors who rated none of it."""
    rows = DoubleCheck.objects.decidable_by(user)
    here = one_by_one(rows.filter(claim=OuterRef("claim_id")))
    waiting = _of_kind(Kind.DIFFERING).filter(here)
    return _waiting_on(waiting, user, [Role.EDITOR], desk, _first(rows, "revealed_at"))


def to_rate(user: User, desk: int | None = None):
    """Claims that this person has still to rate unseen; `since` is when they were asked to."""
    rows = BlindRating.objects.asked_of(user)
    first = rows.filter(double_check__claim=OuterRef("pk")).order_by("created_at")
    claims = _standing(user, CHECKERS, desk).filter(pk__in=rows.values("double_check__claim"))
    since = Subquery(first.values("created_at")[:1])
    return claims.annotate(since=since).order_by("since", "pk")


def wants_rater(user: User, desk: int | None = None):
    """Claims that one person rates, and that wait for another."""
    mine = BlindRating.objects.filter(double_check=OuterRef("pk"), rater=user)
    rows = DoubleCheck.objects.rated().filter(has_free_seat()).filter(~Exists(mine))
    here = one_by_one(rows.filter(claim=OuterRef("claim_id")))
    waiting = _of_kind(Kind.RATING).filter(here)
    return _waiting_on(waiting, user, CHECKERS, desk, _first(rows, "created_at"))


def held(user: User, desk: int | None = None):
    """Claims this person has and that nobody else is asked about."""
    mine = Claim.objects.not_hidden_from(user).unchecked().filter(assignee=user)
    proposed = Assessment.objects.pending().filter(claim=OuterRef("pk"), author=user)
    rated = BlindRating.objects.filter(double_check__claim=OuterRef("pk"), rater=user)
    rated = rated.exclude(handed_in_at=None).filter(double_check__state__in=["rating", "differing"])
    claims = mine.exclude(one_by_one(proposed)).exclude(one_by_one(rated))
    ids = claims.order_by("created_at", "pk").values_list("pk")
    desks = _desks_of(user, None, desk)

    # The index is the person's, whichever the desk.
    here = ids if desks is None else ids.filter(desk__in=desks or [NOWHERE])
    return _longest(lambda most: [here[:most]], since=F("created_at"))


def stood_in(user: User, desk: int | None = None):
    """Claims of those for whom this person stands in today (accounts/deputies.py)."""
    lasting = Deputy.objects.lasting().filter(deputy=user).order_by()
    desks = _desks_of(user, None, desk)
    mine = lasting if desks is None else lasting.filter(desk__in=desks or [NOWHERE])
    theirs = Claim.objects.not_hidden_from(user).unchecked().order_by("created_at", "pk")
    here = theirs.filter(desk=OuterRef("desk"), assignee=OuterRef("person")).values("pk")

    def asking(most: int) -> Parts:
        return [mine.values_list(Unnest(ArraySubquery(here[:most])))]

    return _longest(asking, since=F("created_at"))


def returned(user: User, desk: int | None = None):
    """Claims with a proposal of this person that was returned, and nothing proposed since.

    `since` is the return. Once they handed the claim back it is anybody's.
    """
    rows = Assessment.objects.returned_to(user)
    first = rows.filter(claim=OuterRef("pk")).order_by("reviewed_at").values("reviewed_at")[:1]
    held_by_some = _standing(user, CHECKERS, desk).unchecked().held(checker=user)
    here = one_by_one(held_by_some.filter(pk=OuterRef("claim")))
    mine = rows.filter(here).order_by("reviewed_at", "pk").values_list("claim")
    # Each of two questions may have come back.
    return _longest(lambda most: [mine[: 2 * most]], since=Subquery(first))


def nobodys(user: User, desk: int | None = None):
    """Claims that wait for anybody who can check them: nobody has them, nothing is proposed."""
    desks = _each_of(_desks_of(user, CHECKERS, desk))
    here = Waiting.objects.filter(claim_id=OuterRef("pk"), kind__in=[Kind.PROPOSED, Kind.DOUBTED])
    # All of a part have one assignee or none; only so does PostgreSQL know the order of the index.
    order = ("assignee_id", "created_at", "pk")
    rows = Claim.objects.not_hidden_from(user).unchecked().order_by(*order)
    free = rows.exclude(one_by_one(here)).values_list("pk")
    lost = left_behind(desks)

    def asking(most: int) -> Parts:
        parts = first_of_each(free.filter(assignee=None), desks, most)
        if len(lost) <= MOST_PARTS:
            return parts + [free.filter(desk=at, assignee=who)[:most] for at, who in lost]
        of_these = free.filter(TupleIn(Tuple("desk_id", "assignee_id"), lost))
        return [*parts, of_these.order_by("created_at", "pk")[:most]]

    return _longest(asking, since=F("created_at"))


def repeated(user: User, desk: int | None = None):
    """Suggested claims that repeat a checked one, for whoever may accept them; `since` they are."""
    desks = _each_of(_desks_of(user, (Role.REPORTER, *CHECKERS), desk))
    claims = Claim.objects.not_hidden_from(user).filter(stage=Stage.SUGGESTED)
    stands = one_by_one(claims.filter(pk=OuterRef("claim")))
    rows = Suggestion.objects.repeats().filter(stands).order_by("claim").values_list("claim")

    def asking(most: int) -> Parts:
        return first_of_each(rows, desks, most)

    return _longest(asking, "suggestion", since=F("created_at"))


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
    """What decides which claims a person is asked about on one desk or on all, beside who it is."""

    desk: int | None
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
    rights = Rights(desk, roles, tuple(sorted(user.hidden_articles())), user.is_superuser)
    return len(NEEDING(user.pk, rights, timezone.now().date()))


def needing(person: int, rights: Rights, _today: date):
    """The claims (ids) and what is BESIDE them that need this person, up to what is counted."""
    user = User(pk=person, is_superuser=rights.is_superuser)
    user._roles, user._hidden = dict(rights.roles), rights.hidden
    parts: list[Any] = []
    for slug in QUEUES:
        if slug not in (*ANYBODYS, *LATE):
            queue = QUEUES[slug](user, rights.desk)
            asking = queue.asked_by
            parts += asking(MOST_COUNTED + 1) if asking else [_counted(queue)]
    parts += (below_zero(rows(user, rights.desk)) for rows in BESIDE)
    return parts[0].union(*parts[1:])[: MOST_COUNTED + 1]


def below_zero(rows):
    """The numbers of what is no claim, so that they are no claim's."""
    below = ExpressionWrapper(-F("pk"), output_field=BigIntegerField())
    found = rows.order_by().annotate(below=below).values_list("below", flat=True)
    return found[: MOST_COUNTED + 1]


NEEDING: Prepared[int] = Prepared(needing)


def _counted(claims):
    """Their ids, as many as are counted, in no order: only to find the longest all are read."""
    return claims.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1]


def _standing(user: User, roles: Collection[str], desk: int | None):
    """Live claims of the desks on which the person has one of these roles."""
    live = Claim.objects.not_hidden_from(user).standing()
    desks = _desks_of(user, roles, desk)
    return live if desks is None else live.filter(desk__in=desks or [NOWHERE])


def _each_of(desks: list[int] | None) -> list[int]:
    """All desks by number, for an index that begins with one."""
    return list(Desk.objects.values_list("pk", flat=True)) if desks is None else desks


def _desks_of(user: User, roles: Collection[str] | None, desk: int | None) -> list[int] | None:
    """By number (accounts.people.OfDesks.visible_to): those of the person with one of these roles
    (None: with any), or only this one of them; None for all."""
    if user.is_superuser:
        return None if desk is None else [desk]
    mine = [one for one, role in user.roles().items() if roles is None or role in roles]
    return [one for one in mine if desk in (None, one)]
