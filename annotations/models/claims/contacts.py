"""Whom the desk wrote to about a claim: for a reply, or for a correction of what was published."""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..accounts.people import OfDesks, User
from ..articles.articles import Revision
from ..base import Versioned
from .claims import Claim

if TYPE_CHECKING:
    from typing_extensions import Self


IS_OPEN = Q(kind="reply", replied_at=None) | Q(kind="correction", confirmed_at=None)
OUTCOMES = ("corrected", "gone", "unchanged")
DAYS = ExpressionWrapper(F("outcome_at") - F("asked_at"), output_field=DurationField())


class ReplyRequestQuerySet(OfDesks["ReplyRequest"]):
    desk, article = "claim__desk", "claim__article"
    keyset = ("asked_at", "id")
    newest_first = True

    def watching(self) -> "Self":
        """Requests for a correction whose outcome nobody has confirmed."""
        return self.filter(kind=ReplyRequest.Kind.CORRECTION, confirmed_at=None)

    def late(self) -> "Self":
        """What did not come in time: a reply, or a correction that somebody confirmed."""
        return self.open().filter(deadline__lt=Now())

    def open(self) -> "Self":
        """Those from which something is still expected."""
        return self.filter(IS_OPEN)

    def settled(self) -> "Self":
        """The others."""
        return self.exclude(IS_OPEN)

    def with_people(self) -> "Self":
        """Each with who asked, who confirmed and the revision it rests on; the oldest first."""
        people = self.select_related("asked_by", "assignee", "confirmed_by", "outcome_revision")
        large = (f"outcome_revision__{name}" for name in ("text", "blocks", "links", "hidden"))
        return people.defer(*large).order_by("asked_at", "pk")

    def to_confirm(self) -> "Self":
        """Corrections of which a new revision said what became of the words."""
        return self.watching().exclude(outcome="").exclude(outcome=ReplyRequest.Outcome.UNCHANGED)

    def tallies(self) -> Any:  # Their rows are no objects of the table.
        """Of requests for a correction, by who was asked: how many, how they ended, in how long.

        Rows with `asked`, `requests`, the confirmed outcomes by name, and `days` on the average.
        """
        done = Q(confirmed_at__isnull=False)
        ended = {name: Count("pk", filter=done & Q(outcome=name)) for name in OUTCOMES}
        days = Avg(DAYS, filter=done & ~Q(outcome="unchanged"))
        found: Any = self.filter(kind="correction").values("asked")
        found = found.annotate(requests=Count("pk"), **ended, days=days)
        return found.values_list("asked", "requests", *OUTCOMES, "days", named=True).by("asked")


class ReplyRequest(Versioned):
    """Somebody was written to about a claim: for a reply, or to correct what they said."""

    class Kind(models.TextChoices):
        REPLY = "reply", pgettext_lazy("kind of a request", "Reply")
        CORRECTION = "correction", pgettext_lazy("kind of a request", "Correction")

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", _("Words corrected")
        GONE = "gone", _("Words are gone")
        UNCHANGED = "unchanged", _("Words still there")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="reply_requests")
    # The claim's words as they read then: what it asks about, whatever the claim becomes.
    words = ArrayField(models.TextField(), null=True, blank=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.REPLY, db_default="reply")
    asked = models.CharField(max_length=300, help_text=_("Who was asked."))
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Who follows it up: whoever asked, until it is handed over.
    assignee = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(blank=True)
    published = models.TextField(
        blank=True, db_default="", help_text=_("What of the reply is published.")
    )
    # Of a correction: proposed by a revision (services/claims/contacts.py), confirmed by a person.
    outcome = models.CharField(
        max_length=10, choices=Outcome, blank=True, default="", db_default=""
    )
    outcome_revision = models.ForeignKey(
        Revision, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = ReplyRequestQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("request for a reply"), _("requests for replies")
        constraints = [
            models.CheckConstraint(
                name="reply_kind_known", condition=Q(kind__in=["reply", "correction"])
            ),
            models.CheckConstraint(
                name="reply_outcome_of_correction",
                condition=Q(outcome="")
                | Q(kind="correction", outcome__in=["corrected", "gone", "unchanged"]),
            ),
            models.CheckConstraint(
                name="reply_confirmed_whole",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | (Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(outcome="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline"], name="reply_overdue", condition=Q(replied_at__isnull=True)
            ),
            models.Index(
                fields=["claim"],
                name="reply_watching",
                condition=Q(kind="correction", confirmed_at__isnull=True),
            ),
            # Lists of them, the newest first.
            models.Index(fields=["asked_at", "id"], name="reply_newest"),
            models.Index(fields=["kind", "asked_at", "id"], name="reply_kind"),
            models.Index(fields=["asked_at", "id"], name="reply_open", condition=IS_OPEN),
            models.Index(
                fields=["outcome", "asked_at", "id"],
                name="reply_outcome",
                condition=~Q(outcome=""),
            ),
            models.Index(fields=["asked", "asked_at", "id"], name="reply_asked"),
            models.Index(
                fields=["assignee", "asked_at", "id"],
                name="reply_assigned",
                condition=Q(assignee__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Asked %(person)s") % {"person": self.asked}

    @property
    def days_taken(self) -> int | None:
        """From the request to the reply, or to the revision that settled it."""
        end = self.replied_at if self.kind == self.Kind.REPLY else self.outcome_at
        return (end - self.asked_at).days if end else None

    @property
    def is_open(self) -> bool:
        """Whether something is still expected."""
        if self.kind == self.Kind.REPLY:
            return self.replied_at is None
        return self.confirmed_at is None

    @property
    def is_late(self) -> bool:
        """Whether that did not come in time."""
        return self.is_open and self.deadline is not None and self.deadline < timezone.now()
