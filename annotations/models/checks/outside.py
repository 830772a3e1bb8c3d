"""What somebody else found out about a claim: kept as theirs, never a verdict of the desk."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..accounts.people import OfDesks, User
from ..claims.claims import Claim


class OutsideCheckQuerySet(OfDesks["OutsideCheck"]):
    desk, article = "claim__desk", "claim__article"


class OutsideCheck(models.Model):
    """A claim came in with somebody's verdict on it, and with what their file says beside."""

    class Label(models.TextChoices):
        SUPPORTED = "Supported", pgettext_lazy("outside verdict", "Supported")
        REFUTED = "Refuted", pgettext_lazy("outside verdict", "Refuted")
        NOT_ENOUGH = "Not Enough Evidence", pgettext_lazy("outside verdict", "Not enough evidence")
        CONFLICTING = (
            "Conflicting Evidence/Cherrypicking",
            pgettext_lazy("outside verdict", "Conflicting evidence or cherry-picking"),
        )

    claim = models.OneToOneField(Claim, models.CASCADE, related_name="outside_check")
    label = models.CharField(max_length=40, choices=Label)
    justification = models.TextField(blank=True)
    article_url = models.TextField(blank=True, help_text=_("Where they published it."))
    about = models.JSONField(default=dict, help_text=_("What else their file says, as it came."))
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = OutsideCheckQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("outside check"), _("outside checks")
        constraints = [
            models.CheckConstraint(
                name="outside_check_label_known",
                condition=Q(
                    label__in=[
                        "Supported", "Refuted", "Not Enough Evidence",
                        "Conflicting Evidence/Cherrypicking",
                    ]
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_label_display())
