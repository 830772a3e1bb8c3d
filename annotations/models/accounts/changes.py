"""What was changed about how somebody signs in: never the secret itself."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .people import User

if TYPE_CHECKING:
    from typing_extensions import Self


class Changed(models.TextChoices):
    APP_ADDED = "app-added", _("Authenticator app set up")
    APP_REMOVED = "app-removed", _("Authenticator app removed")
    PASSKEY_ADDED = "passkey-added", _("Passkey added")
    PASSKEY_REMOVED = "passkey-removed", _("Passkey removed")
    CODES_MADE = "codes-made", _("Recovery codes made")
    CODE_USED = "code-used", _("Recovery code used")
    FACTORS_RESET = "factors-reset", _("Second factors removed by an administrator")
    PASSWORD_CHANGED = "password-changed", _("Password changed")
    PASSWORD_RESET = "password-reset", _("Password set by a link from a mail")
    PASSWORD_GIVEN = "password-given", _("Password set by an administrator")
    ADDRESS_CHANGED = "address-changed", _("E-mail address changed")
    SESSION_ENDED = "session-ended", _("Session ended")
    SESSIONS_ENDED = "sessions-ended", _("All other sessions ended")


# Not told by mail: everybody sees which of their sessions there are.
NOT_MAILED = frozenset({Changed.SESSION_ENDED, Changed.SESSIONS_ENDED})


class SignInChangeQuerySet(models.QuerySet["SignInChange"]):
    def due(self) -> "Self":
        """Those whose mail a worker may send, the longest waiting first."""
        return self.filter(due_at__lte=Now()).order_by("due_at", "pk")


class SignInChange(models.Model):
    """One line of a person's own record; the audit trail says who did it.

    Passkeys, keys of apps and recovery codes are in allauth's tables, which have no trail.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_in_changes")
    kind = models.CharField(max_length=20, choices=Changed)
    # Which: the name of a passkey, the browser of a session.
    about = models.CharField(max_length=120, blank=True, default="", db_default="")
    created_at = models.DateTimeField(auto_now_add=True)
    # Their address at that moment: whoever takes an account over may change it right after.
    mail_to = models.CharField(max_length=254, blank=True, default="", db_default="")
    due_at = models.DateTimeField(null=True, help_text=_("Empty once the mail was sent."))
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = SignInChangeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("change of signing in"), _("changes of signing in")
        indexes = [
            models.Index(fields=["user", "-created_at", "-id"], name="signinchange_latest"),
            models.Index(
                fields=["due_at", "id"],
                name="signinchange_due",
                condition=Q(due_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="signinchange_kind_known", condition=Q(kind__in=Changed.values)
            ),
        ]

    def __str__(self) -> str:
        kind = str(self.get_kind_display())
        return f"{kind}: {self.about}" if self.about else kind
