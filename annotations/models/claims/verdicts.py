"""Scales and the assessments people make on them."""

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..accounts.people import Desk, Membership, OfDesks, Role, User
from ..base import Versioned
from ..keyset import KeysetQuerySet
from .claims import Claim
from .stages import Question

if TYPE_CHECKING:
    from typing_extensions import Self


EDITS = Q(memberships__user__is_active=True) & (
    Q(memberships__role=Role.EDITOR) | Q(memberships__user__is_superuser=True)
)


def desks_with_one_editor() -> list[int]:
    """The desks (ids) on which one person at most may decide."""
    counted = Desk.objects.annotate(editors=Count("memberships", filter=EDITS, distinct=True))
    return list(counted.filter(editors__lt=2).values_list("pk", flat=True))


class Tone(models.TextChoices):
    """How a rating looks: colour, symbol and underline together."""

    SUPPORTED = "supported", _("Supported")
    MOSTLY = "mostly", _("Mostly supported")
    MIXED = "mixed", _("Mixed")
    MISLEADING = "misleading", _("Misleading")
    REFUTED = "refuted", _("Refuted")
    CANNOT = "cannot", _("Cannot be checked")
    OPINION = "opinion", _("Opinion")


class RatingQuerySet(KeysetQuerySet["Rating"]):
    keyset = ("question", "position", "id")

    def scale(self, desk, question: str) -> "Self":
        """The steps of one question's scale on one desk, best first."""
        return self.filter(desk=desk, question=question).order_by("position", "id")


class Rating(models.Model):
    """One step of a desk's verdict scale for one question."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="ratings")
    question = models.CharField(max_length=4, choices=Question)
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    value = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text=_("1 (worst) to 5 (best) for ClaimReview; empty: no rating."),
    )
    tone = models.CharField(max_length=10, choices=Tone)
    position = models.PositiveSmallIntegerField(default=0)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("rating"), _("ratings")
        constraints = [
            models.UniqueConstraint(name="rating_once", fields=["desk", "question", "slug"]),
            models.UniqueConstraint(name="rating_of_question", fields=["id", "question"]),
            models.CheckConstraint(
                name="rating_value_1_to_5", condition=Q(value=None) | Q(value__range=(1, 5))
            ),
            models.CheckConstraint(
                name="rating_question_known", condition=Q(question__in=Question.values)
            ),
        ]

    def __str__(self) -> str:
        return self.label


class AssessmentQuerySet(OfDesks["Assessment"]):
    desk, article = "claim__desk", "claim__article"

    def approved(self) -> "Self":
        """The assessments that make a claim's status: at most one a question."""
        return self.filter(state=Assessment.State.APPROVED)

    def pending(self) -> "Self":
        """Proposals that wait for a second person."""
        return self.filter(state=Assessment.State.PROPOSED)

    def returned(self) -> "Self":
        """Proposals that went back to their authors."""
        return self.filter(state=Assessment.State.RETURNED)

    def returned_to(self, user) -> "Self":
        """This person's that were returned and after which nobody proposed anything since."""
        later = Assessment.objects.filter(
            claim=OuterRef("claim"), question=OuterRef("question"), pk__gt=OuterRef("pk")
        )
        return self.returned().filter(~Exists(later), author=user)

    def decidable_by(self, user) -> "Self":
        """Proposals for which this person, if an editor, is a second pair of eyes."""
        mine = Q(author=user) | Q(rated_with=user, rated_with__isnull=False)
        return self.pending().exclude(mine).exclude(changers__contains=[user.pk])

    def overdue(self, times: int = 1) -> "Self":
        """Proposals that have waited for `times` the days their desk allows, or longer."""
        least = timedelta(days=times)  # No desk allows less than a day: an index has these rows.
        allowed = ExpressionWrapper(
            F("claim__desk__review_days") * Value(least), output_field=models.DurationField()
        )
        waiting = self.pending().filter(created_at__lt=Now() - least)
        return waiting.filter(created_at__lt=Now() - allowed)

    def without_editor(self, alone: Collection[int] | None = None) -> "Self":
        """Proposals that no editor of the desk may decide: all wrote it or changed the claim.

        `alone` are the desks with less than two editors, where somebody knows them.
        """
        alone = desks_with_one_editor() if alone is None else alone
        is_changer = models.Func(
            F("user_id"), OuterRef("changers"),
            template="(%(expressions)s))", arg_joiner=" = ANY(",
            output_field=models.BooleanField(),
        )  # fmt: skip
        editors = Membership.objects.filter(
            Q(role=Role.EDITOR) | Q(user__is_superuser=True),
            desk=OuterRef("claim__desk"),
            user__is_active=True,
        )
        second = editors.annotate(is_changer=is_changer).filter(is_changer=False)
        second = second.exclude(user=OuterRef("author"))
        second = second.exclude(user=Coalesce(OuterRef("rated_with"), OuterRef("author")))
        rows = self.pending().filter(~Exists(second))
        # Where a desk has two editors, one of them changed the claim or rated it, too: few did.
        is_likely = ~Q(changers=[]) | Q(rated_with__isnull=False)
        return rows.filter(is_likely | Q(claim__desk__in=alone) if alone else is_likely)

    def doubted(self) -> "Self":
        """Approved ones that need another look."""
        return self.approved().filter(needs_another_look=True)

    def shown(self) -> "Self":
        """Those on the question a highlight shows: `true` when the claim asks it, else `said`."""
        return self.filter(
            Q(question=Question.TRUE, claim__asks_true=True)
            | Q(question=Question.SAID, claim__asks_true=False)
        )


class Assessment(Versioned):
    """One person's proposed rating for one question, with its rationale."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("state of a verdict", "Proposed")
        APPROVED = "approved", pgettext_lazy("state of a verdict", "Approved")
        RETURNED = "returned", pgettext_lazy("state of a verdict", "Returned")
        SUPERSEDED = "superseded", pgettext_lazy("state of a verdict", "Superseded")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="assessments")
    question = models.CharField(max_length=4, choices=Question)
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+")
    rationale = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Who rated the claim beside the author, unseen: no second pair of eyes either.
    rated_with = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    reviewer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    review_note = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    # From here on the database writes alone, but for `reopened` (docs/verdicts.md).
    # What was approved: the substance of the claim, the rating and the rationale.
    kept = models.JSONField(null=True, editable=False)
    # Digests of the claim's substance: as it was proposed or approved, and as it is.
    basis = models.CharField(max_length=64, default="", db_default="", editable=False)
    digest = models.CharField(max_length=64, default="", db_default="", editable=False)
    # Who brought the claim there since, by digest; and who by that is no second pair of eyes (ids).
    makers = models.JSONField(default=dict, db_default={}, editable=False)
    changers = ArrayField(models.BigIntegerField(), default=list, db_default=[], editable=False)
    # Somebody reopened the claim after the approval.
    reopened = models.BooleanField(default=False, db_default=False, editable=False)
    # Approved, and reopened since or no longer on its basis.
    needs_another_look = models.BooleanField(default=False)
    # Since when it needs that.
    doubted_at = models.DateTimeField(null=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("verdict"), _("verdicts")
        constraints = [
            models.CheckConstraint(
                name="assessment_four_eyes", condition=Q(reviewer=None) | ~Q(reviewer=F("author"))
            ),
            models.CheckConstraint(
                name="assessment_not_by_rater",
                condition=Q(rated_with=None) | Q(reviewer=None) | ~Q(reviewer=F("rated_with")),
            ),
            models.CheckConstraint(
                name="assessment_decided_by_somebody",
                condition=Q(state__in=["approved", "returned"], reviewer__isnull=False)
                | Q(state="proposed", reviewer__isnull=True)
                | Q(state="superseded"),
            ),
            models.CheckConstraint(
                name="assessment_approved_keeps",
                condition=~Q(state="approved") | Q(kept__isnull=False),
            ),
            models.CheckConstraint(name="assessment_has_rationale", condition=~Q(rationale="")),
            models.CheckConstraint(
                name="assessment_look_only_when_approved",
                condition=Q(needs_another_look=False) | Q(state__in=["approved", "superseded"]),
            ),
            models.UniqueConstraint(
                name="assessment_one_approved",
                fields=["claim", "question"],
                condition=Q(state="approved"),
            ),
            models.UniqueConstraint(
                name="assessment_one_pending_a_person",
                fields=["claim", "question", "author"],
                condition=Q(state="proposed"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["claim"],
                name="assessment_doubted",
                condition=Q(state="approved", needs_another_look=True),
            ),
            # The queues of *My work*, longest waiting first.
            models.Index(
                fields=["doubted_at", "id"],
                name="assessment_doubted_since",
                condition=Q(state="approved", needs_another_look=True),
            ),
            models.Index(
                fields=["created_at", "id"],
                name="assessment_pending",
                condition=Q(state="proposed"),
            ),
            models.Index(
                fields=["created_at", "id"],
                name="assessment_changed",
                condition=Q(state="proposed") & (~Q(changers=[]) | Q(rated_with__isnull=False)),
            ),
            models.Index(
                fields=["author"], name="assessment_returned", condition=Q(state="returned")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating} ({self.get_state_display()})"
