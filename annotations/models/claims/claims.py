"""Claims, and what is asked of many of them."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.text.folding import key as key_of

from .. import external
from ..accounts.people import CHECKERS, Desk, Membership, User
from ..articles.articles import Article
from ..base import Versioned, rows_of
from ..external import ExternalId
from ..searching import Searchable, SearchableQuerySet
from .stages import NOT_STANDING, UNCHECKED, Priority, Question, Stage

if TYPE_CHECKING:
    from typing_extensions import Self


# Who has claims of a desk that they cannot check: one step of the index a person who has some.
LEFT_BEHIND = """
WITH RECURSIVE held(desk, person) AS (
    SELECT d.id, (SELECT min(assignee_id) FROM annotations_claim
        WHERE desk_id = d.id AND stage IN ('open', 'checking', 'review'))
    FROM unnest(%s::bigint[]) d(id)
    UNION ALL
    SELECT desk, (SELECT min(assignee_id) FROM annotations_claim
        WHERE desk_id = desk AND assignee_id > person AND stage IN ('open', 'checking', 'review'))
    FROM held WHERE person IS NOT NULL)
SELECT desk, person FROM held
WHERE person IS NOT NULL AND NOT EXISTS (
    SELECT FROM annotations_user u
    WHERE u.id = person AND u.is_active AND (u.is_superuser OR EXISTS (
        SELECT FROM annotations_membership m
        WHERE (m.user_id, m.desk_id) = (person, desk) AND m.role = ANY(%s))))
"""

# What people may have added to a claim that is only suggested, each with its column of the claim.
ADDED = dict.fromkeys(
    "attribution evidence assessments reply_requests labellings links watches threads"
    " double_checks check_questions".split(),
    "claim",
) | {"links_to": "other"}

PLACE = """
UPDATE annotations_claim c
SET sort_start = coalesce(p.first, sort_start), sort_end = coalesce(p.last, sort_end),
    version = version + 1
FROM unnest(%s::bigint[], %s::int[], %s::int[]) p(id, first, last) WHERE c.id = p.id
"""


def due_or_never() -> models.Func:
    """The deadline, or the last of all days: with no parameter, so that any plan has its index."""
    never = "coalesce(%(expressions)s, DATE '9999-12-31')"
    return models.Func(F("due"), template=never, output_field=models.DateField())


def _in_good_hands() -> Exists:
    """Of the assignee: a checker or editor of the claim's desk, or an administrator; active."""
    person = User.objects.filter(pk=OuterRef("assignee"), is_active=True)
    role = Membership.objects.filter(user=OuterRef("pk"), desk=OuterRef(OuterRef("desk")))
    is_checker = Exists(role.filter(role__in=CHECKERS))
    return Exists(person.filter(Q(is_superuser=True) | is_checker))


def left_behind(desks: Iterable[int]) -> list[tuple[int, int]]:
    """Of these desks (ids) the people (ids) who have unchecked claims there and may not check them:
    they left, or lost the role (access.can_check)."""
    with connection.cursor() as cursor:
        cursor.execute(LEFT_BEHIND, [list(desks), list(CHECKERS)])
        return cursor.fetchall()


class ClaimQuerySet(SearchableQuerySet["Claim"]):
    article = "article"
    keyset = ("article_id", "sort_start", "sort_end", "id")
    # Of a queue (queues.py): what asks for these claims, and itself with a look at so many.
    asked_by: Any = None
    looking_at: Any = None

    def asking(self, question: str) -> "Self":
        """Claims that need an answer to this question."""
        return self.filter(**{f"asks_{question}": True})

    def rated(self, rating: str) -> "Self":
        """Claims with an approved assessment whose rating has this slug."""
        return self.filter(Exists(self._approved(rating)))

    def rated_by_row(self, rating: str) -> "Self":
        """The same, asked of each row: where the rows are few by another filter, and of them few
        are rated."""
        approved = Subquery(self._approved(rating).values(rated=Value(True))[:1])
        is_rated = Coalesce(approved, False, output_field=models.BooleanField())
        found = self.alias(is_rated=is_rated).filter(is_rated=True)
        found.in_two_steps = True
        return found

    def _approved(self, rating: str) -> Any:
        approved = rows_of(self.model, "assessments").approved()
        return approved.filter(claim=OuterRef("pk"), rating__slug=rating)

    def labelled(self, name: str) -> "Self":
        """Claims with a label of this name, of whichever desk."""
        labellings = rows_of(self.model, "labellings")
        return self.filter(Exists(labellings.filter(claim=OuterRef("pk"), label__key=key_of(name))))

    def watched_by(self, person: User) -> "Self":
        return self.filter(
            Exists(rows_of(self.model, "watches").filter(claim=OuterRef("pk"), person=person))
        )

    def held_by_nobody(self) -> "Self":
        return self.filter(assignee=None)

    def overdue(self) -> "Self":
        """Claims that should have been checked before today (`Claim.is_overdue`)."""
        late = self.unchecked().annotate(due_day=due_or_never())
        return late.filter(due_day__lt=timezone.localdate())

    def due_within(self, days: int) -> "Self":
        """Claims that should be checked from today on, within so many days."""
        today = timezone.localdate()
        soon = self.unchecked().annotate(due_day=due_or_never())
        return soon.filter(due_day__gte=today, due_day__lt=today + timedelta(days=days))

    def standing(self) -> "Self":
        """Claims that count: neither only suggested nor dismissed."""
        return self.exclude(stage__in=NOT_STANDING)

    def bare(self) -> "Self":
        """Claims that are only suggested, and to which nobody added anything."""
        return self.filter(self._is_bare())

    def worked_on(self) -> "Self":
        """The others: somebody made them, decided about them or added to them."""
        return self.exclude(self._is_bare())

    def _is_bare(self) -> Q:
        is_bare = Q(stage=Stage.SUGGESTED, assignee=None, due=None, priority=Priority.NORMAL)
        for name, back in ADDED.items():
            rows = rows_of(self.model, name).filter(**{back: OuterRef("pk")})
            is_bare &= Q(~Exists(rows))
        return is_bare

    def place(self, places: Mapping[int, tuple[int, int] | None]) -> None:
        """Give claims (by id) the next version, and their place in lists unless it is None.

        One statement, one new row version each: a correction touches every claim of its article.
        """
        if not places:
            return
        rows = [(pk, *(place or (None, None))) for pk, place in places.items()]
        with connection.cursor() as cursor:
            cursor.execute(PLACE, [list(column) for column in zip(*rows, strict=True)])

    def derived_stage(self) -> str:
        """The stage that this one claim's assessments make, now that one was decided."""
        stage = models.Func(F("pk"), function="newsroom_stage", output_field=models.CharField())
        return self.annotate(derived=stage).values_list("derived", flat=True).get()

    def unchecked(self) -> "Self":
        """Claims on which somebody still has to work."""
        return self.filter(stage__in=UNCHECKED)

    def held(self, checker: User) -> "Self":
        """Claims that somebody has who can check them (access.can_check), as this person can."""
        return self.filter(Q(assignee=checker) | Q(_in_good_hands()))


class Claim(Versioned, Searchable, ExternalId):
    """A checkable statement of an article."""

    # Where another index begins with a column, it has none of its own (`Meta.indexes`).
    article = models.ForeignKey(Article, models.CASCADE, related_name="claims", db_index=False)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="claims", db_index=False)
    statement = models.TextField(help_text=_("The claim in one plain sentence."))
    date = models.DateField(null=True, blank=True, help_text=_("When it was said or published."))
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.OPEN)
    stage_note = models.TextField(blank=True, help_text=_("Why it was dismissed or reopened."))
    asks_said = models.BooleanField(default=False)
    asks_true = models.BooleanField(default=True)
    assignee = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    due = models.DateField(null=True, blank=True)
    priority = models.PositiveSmallIntegerField(
        choices=Priority, default=Priority.NORMAL, db_default=Priority.NORMAL
    )
    # Its address leads there; what stood on it stands there (services/claims/joining.py).
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="merged"
    )
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # The database writes both, whatever moves a claim (migration 0034): since when it is in
    # its stage, and when it became work: made or accepted by somebody, or reopened.
    stage_since = models.DateTimeField(db_default=Now(), editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    # The name of the claimant in small letters, by which lists are sorted: the database keeps it
    # (`claimants.sql`), whatever renames whom.
    claimant = models.CharField(
        max_length=100, blank=True, default="", db_default="", editable=False
    )
    # Where the first anchor stands, or last stood, in the current revision: the order of lists.
    sort_start = models.PositiveIntegerField(default=0)
    sort_end = models.PositiveIntegerField(default=0)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("claim"), _("claims")
        constraints = [
            models.CheckConstraint(name="claim_stage_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="claim_merged_is_dismissed",
                condition=Q(merged_into__isnull=True) | Q(stage="dismissed"),
            ),
            models.CheckConstraint(
                name="claim_not_merged_into_itself", condition=~Q(merged_into=F("id"))
            ),
            models.CheckConstraint(
                name="claim_asks_something", condition=Q(asks_said=True) | Q(asks_true=True)
            ),
            external.once("claim"),
            models.CheckConstraint(name="claim_has_statement", condition=~Q(statement="")),
            models.CheckConstraint(
                name="claim_priority_known", condition=Q(priority__in=Priority.values)
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="claim_search"),
            models.Index(fields=["article", "sort_start", "sort_end", "id"], name="claim_order"),
            models.Index(
                fields=["desk", "article", "sort_start", "sort_end", "id"], name="claim_desk_order"
            ),
            # Few are asked whether they were said; nearly all, whether they are so.
            models.Index(
                fields=["desk", "article", "sort_start", "sort_end", "id"],
                name="claim_asks_said",
                condition=Q(asks_said=True),
            ),
            models.Index(fields=["article", "stage"], name="claim_article_stage"),
            models.Index(fields=["desk", "stage", "article"], name="claim_desk_stage"),
            models.Index(
                fields=["assignee", "article", "sort_start", "sort_end", "id"],
                name="claim_assigned",
                condition=Q(assignee__isnull=False),
            ),
            # The other orders of the list of claims (orders.py), on one desk and on all.
            models.Index(fields=["desk", "id"], name="claim_desk_age"),
            models.Index("desk", due_or_never(), "id", name="claim_desk_due"),
            models.Index(due_or_never(), "id", name="claim_due"),
            models.Index(fields=["desk", "priority", "id"], name="claim_desk_priority"),
            models.Index(fields=["priority", "id"], name="claim_priority"),
            models.Index(fields=["desk", "claimant", "id"], name="claim_desk_claimant"),
            models.Index(fields=["claimant", "id"], name="claim_claimant"),
            # What somebody has to do, oldest first.
            models.Index(
                fields=["assignee", "created_at", "id"],
                name="claim_held",
                condition=Q(assignee__isnull=False, stage__in=UNCHECKED),
            ),
            # What nobody has, oldest first; and who has some of what a desk has to check.
            models.Index(
                fields=["desk", "assignee", "created_at", "id"],
                name="claim_to_check",
                condition=Q(stage__in=UNCHECKED),
            ),
            # A column of the board, and what left the desk lately.
            models.Index(fields=["desk", "stage", "stage_since", "id"], name="claim_in_stage"),
            # What came to the desk lately.
            models.Index(
                fields=["desk", "opened_at"],
                name="claim_opened",
                condition=Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def questions(self) -> list[str]:
        """What has to be answered, `said` before `true`."""
        asked = ((Question.SAID, self.asks_said), (Question.TRUE, self.asks_true))
        return [question.value for question, is_asked in asked if is_asked]

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been checked before today."""
        is_late = self.due is not None and self.due < timezone.localdate()
        return is_late and self.stage in UNCHECKED

    @property
    def is_standing(self) -> bool:
        """Whether it counts, as the query `standing` has it."""
        return self.stage not in NOT_STANDING
