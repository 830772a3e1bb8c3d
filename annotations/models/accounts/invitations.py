"""Invitations to a desk by e-mail."""

from typing import TYPE_CHECKING

from django.core import signing
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..base import Stamped
from .people import Desk, OfDesks, Role, User

if TYPE_CHECKING:
    from typing_extensions import Self

OPEN = Q(accepted_at=None, revoked_at=None)


class InvitationQuerySet(OfDesks["Invitation"]):
    newest_first = True

    def open(self) -> "Self":
        """Neither accepted nor revoked; their time may be over."""
        return self.filter(OPEN)

    def standing(self) -> "Self":
        """Those whose link leads in, by the database's clock."""
        return self.open().filter(expires_at__gt=Now())

    def due(self) -> "Self":
        """Those whose mail a worker may send, the longest waiting first."""
        return self.standing().filter(due_at__lte=Now()).order_by("due_at", "pk")

    def by_link(self, key: str) -> "Self":
        """The one that a link names, if the link is ours and the newest one; else none."""
        try:
            pk, _sep, issue = _signer().unsign(key).partition(".")
        except signing.BadSignature:
            return self.none()
        return self.filter(pk=int(pk), issue=int(issue))


def _signer() -> signing.Signer:
    return signing.Signer(salt="newsroom.invitation")


class Invitation(Stamped):
    """A role on a desk for whoever holds the link that is mailed.

    The link is signed, not stored: who reads the database cannot join, and it can be sent again.
    """

    DAYS = 7  # For which a link leads in.

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    role = models.CharField(max_length=10, choices=Role)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Raised when it is sent again: links of before lead nowhere from then on.
    issue = models.PositiveIntegerField(default=1, db_default=1)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    # Scheme and host under which the person who invited reads these pages.
    origin = models.CharField(max_length=300)
    language = models.CharField(max_length=8)
    due_at = models.DateTimeField(null=True, help_text=_("Empty once the mail was sent."))
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True, default="", db_default="")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("invitation"), _("invitations")
        constraints = [
            models.UniqueConstraint(
                "desk", Lower("email"), name="invitation_open_once", condition=OPEN
            ),
            models.CheckConstraint(name="invitation_role_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="invitation_ends_once",
                condition=Q(accepted_at=None) | Q(revoked_at=None),
            ),
            models.CheckConstraint(
                name="invitation_accepted_by_somebody",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["desk", "id"], name="invitation_of_desk"),
            models.Index(
                fields=["due_at", "id"],
                name="invitation_due",
                condition=Q(due_at__isnull=False) & OPEN,
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(email)s to %(desk)s") % {"email": self.email, "desk": self.desk}

    @property
    def key(self) -> str:
        """What the link ends with; nobody makes one without the installation's secret."""
        return _signer().sign(f"{self.pk}.{self.issue}")

    @property
    def is_over(self) -> bool:
        return self.expires_at <= timezone.now()
