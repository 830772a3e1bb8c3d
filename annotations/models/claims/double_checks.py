"""Claims that two people rate unseen by each other (docs/double-check.md).

What each of them says is sealed until both have: it stands in a table of its own, which has no
claim, article or desk in its columns, so that nothing that goes by these comes upon it: no history,
message, event or proof. Whoever reads it asks `open_to`.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..accounts.people import Membership, OfDesks, User
from ..audit import EventQuerySet
from ..base import Stamped, Versioned
from .claims import Claim
from .stages import Question
from .verdicts import Assessment, Rating

if TYPE_CHECKING:
    from typing_extensions import Self

SEATS = (1, 2)


class DoubleCheckQuerySet(OfDesks["DoubleCheck"]):
    desk, article = "claim__desk", "claim__article"

    def rated(self) -> "Self":
        """Those that two people are still rating."""
        return self.filter(state=DoubleCheck.State.RATING)

    def differing(self) -> "Self":
        """Those on which an editor has to decide."""
        return self.filter(state=DoubleCheck.State.DIFFERING)

    def begun(self) -> "Self":
        """Those that somebody rates, or that an editor has to decide."""
        rating = BlindRating.objects.filter(double_check=OuterRef("pk"))
        is_rated = Q(state=DoubleCheck.State.RATING) & Exists(rating)
        return self.filter(is_rated | Q(state=DoubleCheck.State.DIFFERING))

    def decidable_by(self, user: User) -> "Self":
        """Those of them that this person, if an editor, did not rate."""
        mine = BlindRating.objects.filter(double_check=OuterRef("pk"), rater=user)
        return self.differing().filter(~Exists(mine))

    def without_editor(self) -> "Self":
        """Those on which no editor of the desk may decide: all of them rated it."""
        raters = BlindRating.objects.filter(double_check=OuterRef(OuterRef("pk")))
        editors = Membership.objects.working().editing().filter(desk=OuterRef("claim__desk"))
        others = editors.exclude(user__in=raters.values("rater"))
        return self.differing().filter(~Exists(others))

    def with_ratings(self, user: User) -> "Self":
        """With who rates them as `shown`, and what of that this person may read."""
        ratings = BlindRating.objects.select_related("rater").order_by("seat")
        opened = ratings.select_related("rating").open_to(user)
        return self.select_related("claim", "decided_by").prefetch_related(
            models.Prefetch("ratings", opened, to_attr="opened"),
            models.Prefetch("ratings", ratings.without_words(), to_attr="seats"),
        )


class DoubleCheck(Versioned):
    """One question of a claim that two people rate unseen."""

    class State(models.TextChoices):
        RATING = "rating", pgettext_lazy("state of a double check", "Being rated")
        AGREED = "agreed", pgettext_lazy("state of a double check", "Both agree")
        DIFFERING = "differing", pgettext_lazy("state of a double check", "The ratings differ")
        DECIDED = "decided", pgettext_lazy("state of a double check", "Decided by an editor")
        CALLED_OFF = "called off", pgettext_lazy("state of a double check", "Called off")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="double_checks")
    question = models.CharField(max_length=4, choices=Question)
    state = models.CharField(max_length=10, choices=State, default=State.RATING)
    # Since when both ratings can be read; never before both were handed in.
    revealed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = DoubleCheckQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("double check"), _("double checks")
        constraints = [
            models.UniqueConstraint(name="double_check_once", fields=["claim", "question"]),
            models.CheckConstraint(
                name="double_check_question_known", condition=Q(question__in=Question.values)
            ),
            models.CheckConstraint(
                name="double_check_revealed_when_in",
                condition=Q(state__in=["rating", "called off"], revealed_at=None)
                | Q(state__in=["agreed", "differing", "decided"], revealed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="double_check_decided_whole",
                condition=Q(
                    state__in=["decided", "called off"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | Q(state__in=["rating", "agreed", "differing"], decided_by=None, decided_at=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["revealed_at", "id"],
                name="double_check_differing",
                condition=Q(state="differing"),
            ),
            models.Index(
                fields=["created_at", "id"],
                name="double_check_rating",
                condition=Q(state="rating"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())


class BlindRatingQuerySet(OfDesks["BlindRating"]):
    desk, article = "double_check__claim__desk", "double_check__claim__article"

    def open_to(self, user: User | None) -> "Self":
        """Those that this person may read: their own, and others' once both were handed in."""
        is_open = Q(double_check__revealed_at__isnull=False)
        return self.filter(is_open if user is None else is_open | Q(rater=user))

    def without_words(self) -> "Self":
        """Who rates, and nothing of what they said, nor whether they said anything."""
        return self.defer("rating", "rationale", "handed_in_at", "created_at", "updated_at")

    def sealed(self) -> "Self":
        """Those that others cannot read yet, handed in or not: how many tells nothing of that."""
        return self.filter(double_check__state=DoubleCheck.State.RATING)

    def to_hand_in(self) -> "Self":
        """Those that somebody has still to hand in."""
        return self.sealed().filter(handed_in_at=None)

    def asked_of(self, user: User) -> "Self":
        """What this person has still to hand in."""
        return self.to_hand_in().filter(rater=user)


class BlindRating(Stamped):
    """What one of two people says of a claim; nobody else reads it before both have said it."""

    double_check = models.ForeignKey(DoubleCheck, models.CASCADE, related_name="ratings")
    seat = models.PositiveSmallIntegerField()
    rater = models.ForeignKey(User, models.PROTECT, related_name="+")
    rating = models.ForeignKey(Rating, models.PROTECT, null=True, related_name="+")
    rationale = models.TextField(blank=True, default="")
    handed_in_at = models.DateTimeField(null=True)

    objects = BlindRatingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("unseen rating"), _("unseen ratings")
        constraints = [
            models.CheckConstraint(name="blind_rating_seat_known", condition=Q(seat__in=SEATS)),
            models.UniqueConstraint(name="blind_rating_seat", fields=["double_check", "seat"]),
            models.UniqueConstraint(name="blind_rating_once", fields=["double_check", "rater"]),
            models.CheckConstraint(
                name="blind_rating_whole",
                condition=(Q(rating__isnull=False, handed_in_at__isnull=False) & ~Q(rationale=""))
                | Q(rating=None, handed_in_at=None, rationale=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["rater"], name="blind_rating_asked", condition=Q(handed_in_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.double_check_id}/{self.seat}"


def open_lines(events: EventQuerySet) -> EventQuerySet:
    """Lines of the audit trail without those that tell what is sealed still."""
    opened = BlindRating.objects.open_to(None).filter(pk=OuterRef("object_id"))
    return events.filter(~Q(table="blindrating") | Exists(opened))


def is_wanted() -> Q:
    """Of claims: their desk, or a label that they have, asks for two unseen ratings."""
    labels = Claim.labels.through.objects.filter(
        claim=OuterRef("pk"), label__is_double_checked=True
    )
    return Q(desk__is_double_checked=True) | Q(Exists(labels))


def state_of(claim: Claim, question: str) -> str:
    """How a question of a claim goes on: a DoubleCheck.State, also before anybody has begun
    (RATING); "" where nobody asks for a double check, or somebody proposed a verdict before."""
    begun = DoubleCheck.objects.filter(claim=claim, question=question)
    state = begun.values_list("state", flat=True).first()
    if state is not None:
        return str(state)
    is_proposed = Assessment.objects.filter(claim=claim, question=question).exists()
    return DoubleCheck.State.RATING.value if not is_proposed and is_asked_of(claim) else ""


def is_asked_of(claim: Claim) -> bool:
    """Whether the claim’s desk or a label of it asks for two unseen ratings."""
    return Claim.objects.filter(is_wanted(), pk=claim.pk).exists()


def has_free_seat() -> Q:
    """Of double checks: fewer than two people rate."""
    seats = [BlindRating.objects.filter(double_check=OuterRef("pk"), seat=seat) for seat in SEATS]
    return Q(~Exists(seats[0])) | Q(~Exists(seats[1]))
