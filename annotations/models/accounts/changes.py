"""What was changed about how somebody signs in: never the secret itself."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .people import User


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
    SESSION_ENDED = "session-ended", _("Session ended")
    SESSIONS_ENDED = "sessions-ended", _("All other sessions ended")


class SignInChange(models.Model):
    """One line of a person's own record; the audit trail says who did it.

    Passkeys, keys of apps and recovery codes are in allauth's tables, which have no trail.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_in_changes")
    kind = models.CharField(max_length=20, choices=Changed)
    # Which: the name of a passkey, the browser of a session.
    about = models.CharField(max_length=120, blank=True, default="", db_default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("change of signing in"), _("changes of signing in")
        indexes = [
            models.Index(fields=["user", "-created_at", "-id"], name="signinchange_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="signinchange_kind_known", condition=Q(kind__in=Changed.values)
            ),
        ]

    def __str__(self) -> str:
        told = str(self.get_kind_display())
        return f"{told}: {self.about}" if self.about else told
