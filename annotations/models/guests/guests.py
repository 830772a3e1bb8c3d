"""Links for people without an account: what they are shown, and what they said."""

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..accounts.people import OfDesks, User
from ..articles.articles import Revision
from ..base import Stamped

if TYPE_CHECKING:
    from typing_extensions import Self


class GuestLinkQuerySet(OfDesks["GuestLink"]):
    desk, article = "revision__article__desk", "revision__article"
    keyset = ("created_at", "id")
    newest_first = True

    def open(self) -> "Self":
        """Those that still lead somewhere, by the database's clock."""
        return self.filter(revoked_at=None, expires_at__gt=Now())

    def answered(self) -> "Self":
        return self.exclude(answer="")

    def ended(self) -> "Self":
        """Those that lead nowhere any more."""
        return self.exclude(revoked_at=None, expires_at__gt=Now())

    def for_secret(self, secret: str) -> "Self":
        return self.filter(digest=GuestLink.digest_of(secret))


class GuestLink(Stamped):
    """A frozen view of some claims for one outsider, and the one thing they may do there.

    It is no account: what a guest says is never the second pair of eyes.
    """

    class Action(models.TextChoices):
        COMMENT = "comment", pgettext_lazy("what a guest may do", "Comment")
        CONFIRM = "confirm", pgettext_lazy("what a guest may do", "Confirm or object")

    class Answer(models.TextChoices):
        COMMENTED = "commented", _("Commented")
        CONFIRMED = "confirmed", _("Confirmed")
        OBJECTED = "objected", _("Objected")

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="guest_links")
    guest = models.CharField(max_length=200, help_text=_("Whom it is for."))
    action = models.CharField(max_length=10, choices=Action)
    message = models.TextField(blank=True, help_text=_("What the guest is asked."))
    # As they stood when the link was made: [{claim, statement, words: [before, exact, after]}, …].
    claims = models.JSONField()
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Who hears of the answer: whoever made it, until it is handed over.
    assignee = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    # Every opening changes these, and so leaves a line in the trail.
    openings = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = GuestLinkQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("guest link"), _("guest links")
        constraints = [
            models.CheckConstraint(
                name="guest_action_known", condition=Q(action__in=["comment", "confirm"])
            ),
            models.CheckConstraint(
                name="guest_answer_fits",
                condition=Q(answer="", answered_at=None)
                | Q(answered_at__isnull=False, action="comment", answer="commented")
                | Q(
                    answered_at__isnull=False,
                    action="confirm",
                    answer__in=["confirmed", "objected"],
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["revision", "id"], name="guest_of_revision"),
            models.Index(fields=["created_at", "id"], name="guest_newest"),
        ]

    def __str__(self) -> str:
        return self.guest

    @property
    def is_open(self) -> bool:
        """Whether it still leads somewhere."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @staticmethod
    def new_secret() -> str:
        return secrets.token_urlsafe(32)

    @staticmethod
    def digest_of(secret: str) -> str:
        """SHA-256: enough for 256 random bits."""
        return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
