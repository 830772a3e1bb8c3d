"""Claims, where they stand, who said them through whom, and who was asked for a reply."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from annotations.text.folding import key as key_of

from ..accounts.people import CHECKERS, Desk, Membership, User
from ..articles.articles import Article
from ..articles.spans import Span, span_checks
from ..base import Versioned, rows_of
from ..entities.entities import Entity
from ..searching import Searchable, SearchableQuerySet

if TYPE_CHECKING:
    from typing_extensions import Self


class Stage(models.TextChoices):
    SUGGESTED = "suggested", pgettext_lazy("stage of a claim", "Suggested")
    OPEN = "open", pgettext_lazy("stage of a claim", "Open")
    CHECKING = "checking", pgettext_lazy("stage of a claim", "Checking")
    REVIEW = "review", pgettext_lazy("stage of a claim", "In review")
    CHECKED = "checked", pgettext_lazy("stage of a claim", "Checked")
    DISMISSED = "dismissed", pgettext_lazy("stage of a claim", "Dismissed")


class Question(models.TextChoices):
    SAID = "said", _("Was it said?")
    TRUE = "true", _("Is it so?")


class Priority(models.IntegerChoices):
    """How soon a claim is wanted; in REST by its name in small letters."""

    LOW = 0, pgettext_lazy("priority of a claim", "Low")
    NORMAL = 1, pgettext_lazy("priority of a claim", "Normal")
    HIGH = 2, pgettext_lazy("priority of a claim", "High")
    URGENT = 3, pgettext_lazy("priority of a claim", "Urgent")


UNCHECKED = (Stage.OPEN, Stage.CHECKING, Stage.REVIEW)
# What people may have added to a claim that is only suggested, each with its column of the claim.
ADDED = dict.fromkeys(
    "attribution evidence assessments reply_requests labellings links watches threads"
    " double_checks".split(),
    "claim",
) | {"links_to": "other"}
NOT_STANDING = (Stage.SUGGESTED, Stage.DISMISSED)

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


class ClaimQuerySet(SearchableQuerySet["Claim"]):
    article = "article"
    keyset = ("article_id", "sort_start", "sort_end", "id")

    def asking(self, question: str) -> "Self":
        """Claims that need an answer to this question."""
        return self.filter(**{f"asks_{question}": True})

    def rated(self, rating: str) -> "Self":
        """Claims with an approved assessment whose rating has this slug."""
        assessments = rows_of(self.model, "assessments")
        approved = assessments.approved().filter(claim=OuterRef("pk"), rating__slug=rating)
        return self.filter(models.Exists(approved))

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

    def settled_stage(self) -> str:
        """The stage that this one claim's assessments make, now that one was decided."""
        stage = models.Func(F("pk"), function="newsroom_stage", output_field=models.CharField())
        return self.annotate(settled=stage).values_list("settled", flat=True).get()

    def unchecked(self) -> "Self":
        """Claims on which somebody still has to work."""
        return self.filter(stage__in=UNCHECKED)

    def held(self) -> "Self":
        """Claims that somebody has who can check them (access.can_check)."""
        return self.filter(_in_good_hands())

    def unheld(self) -> "Self":
        """The others: nobody has them, or who had them left the desk or lost the role."""
        return self.exclude(_in_good_hands())


class Claim(Versioned, Searchable):
    """A checkable statement of an article."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="claims")
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="claims")
    statement = models.TextField(help_text=_("The claim in one plain sentence."))
    date = models.DateField(null=True, blank=True, help_text=_("When it was said or published."))
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.OPEN)
    stage_note = models.TextField(blank=True, help_text=_("Why it was dismissed or reopened."))
    asks_said = models.BooleanField(default=False)
    asks_true = models.BooleanField(default=True)
    assignee = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
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
            # What nobody has, oldest first.
            models.Index(
                fields=["desk", "created_at", "id"],
                name="claim_unchecked",
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


class AnchorQuerySet(models.QuerySet["Anchor"]):
    def undecided(self) -> "Self":
        """Anchors of standing claims whose words changed or are gone, until somebody decides."""
        states = [Anchor.State.CHANGED, Anchor.State.ORPHANED]
        waiting = self.filter(state__in=states, decision="")
        return waiting.exclude(claim__stage__in=NOT_STANDING)

    def current(self) -> "Self":
        """Anchors in the revision that stands; a claim's first anchor first."""
        return self.filter(revision=F("claim__article__current_revision")).order_by(
            "start", "end", "id"
        )


class Anchor(Span):
    """One place where a claim stands in one revision. A new revision gets anchors of its own."""

    class State(models.TextChoices):
        EXACT = "exact", _("Same words")
        CHANGED = "changed", _("Words changed")
        ORPHANED = "orphaned", _("Words are gone")

    class Decision(models.TextChoices):
        SAME = "same", _("Still the same claim")
        EDITED = "edited", _("Claim edited")
        NEW = "new", _("A new claim")
        PLACED = "placed", _("Put on other words")
        WITHDRAWN = "withdrawn", _("Claim withdrawn")

    class Reason(models.TextChoices):
        TWICE = "twice", _("Stands twice now")
        ELSEWHERE = "elsewhere", _("May be another sentence")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="anchors")
    state = models.CharField(max_length=10, choices=State, default=State.EXACT)
    # Of a changed anchor the words before the correction.
    before = models.TextField(blank=True, default="", db_default="")
    similarity = models.FloatField(null=True, help_text=_("0 to 1, of the words before and after."))
    # Why a person has to look although the words are the same (text/anchoring).
    reason = models.CharField(max_length=10, choices=Reason, blank=True, default="", db_default="")
    # Where the words of an orphan may be, or of a changed anchor with a reason:
    # [[start, end, similarity], …]; offered, never chosen.
    candidates = models.JSONField(default=list, db_default=[])
    decision = models.CharField(
        max_length=10, choices=Decision, blank=True, default="", db_default=""
    )
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = AnchorQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("place of a claim"), _("places of claims")
        constraints = [
            *span_checks("anchor"),
            models.CheckConstraint(
                name="anchor_orphaned_has_no_place",
                condition=Q(state="orphaned", start__isnull=True)
                | Q(state__in=["exact", "changed"], start__isnull=False),
            ),
            models.UniqueConstraint(
                name="anchor_once", fields=["claim", "revision", "start", "end"]
            ),
        ]
        indexes = [
            models.Index(fields=["revision", "start", "end"], name="anchor_place"),
            # The two queues of a correction.
            models.Index(
                fields=["revision", "state"],
                name="anchor_undecided",
                condition=Q(state__in=["changed", "orphaned"], decision=""),
            ),
        ]

    def __str__(self) -> str:
        return self.exact

    @property
    def stands(self) -> str:
        """How it stands, in words: by its state, or by what somebody decided."""
        if self.reason and self.before == self.exact:
            if not self.decision:
                return str(self.get_reason_display())
            if self.decision == Anchor.Decision.SAME:
                return gettext("Same words, still the same claim")
        kept: dict[str, str] = {
            Anchor.Decision.SAME: gettext("Words changed, still the same claim"),
            Anchor.Decision.EDITED: gettext("Words changed, statement edited to match"),
            Anchor.Decision.PLACED: gettext("Moved to other words"),
        }
        return kept.get(self.decision) or str(self.get_state_display())

    @property
    def is_undecided(self) -> bool:
        """Whether its words changed or are gone and nobody has said what that means."""
        return self.state != Anchor.State.EXACT and not self.decision


class AttributionStep(models.Model):
    """One link of the chain *who says it through whom*; position 0 is the claimant."""

    class Form(models.TextChoices):
        QUOTE = "quote", _("Direct quote")
        PARAPHRASE = "paraphrase", _("Paraphrase")
        OWN_VOICE = "own-voice", _("The outlet's own voice")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="attribution")
    position = models.PositiveSmallIntegerField()
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=300, blank=True)
    verb = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True)
    form = models.CharField(max_length=10, choices=Form, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("attribution"), _("attributions")
        constraints = [
            models.UniqueConstraint(
                name="attribution_position_once",
                fields=["claim", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="attribution_has_speaker", condition=Q(entity__isnull=False) | ~Q(name="")
            ),
            models.CheckConstraint(
                name="attribution_form_known",
                condition=Q(form__in=["", "quote", "paraphrase", "own-voice"]),
            ),
        ]

    def __str__(self) -> str:
        return self.speaker_name

    @property
    def speaker_name(self) -> str:
        return self.entity.name if self.entity else self.name
