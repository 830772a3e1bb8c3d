"""What went from one person of a desk to another in one step, so that it can be taken back."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .people import Desk, OfDesks, Role, User

if TYPE_CHECKING:
    from typing_extensions import Self


class HandoverQuerySet(OfDesks["Handover"]):
    keyset = ("id",)
    newest_first = True

    def with_people(self) -> "Self":
        """Each with its desk and the people it names."""
        return self.select_related("desk", "person", "receiver", "made_by", "undone_by")


class Handover(models.Model):
    """The work of one person on a desk is another’s since."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="+")
    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    receiver = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    # By kind (services/accounts/work.py): ids of what went, how much the receiver may not have.
    moved = models.JSONField(default=dict)
    stayed = models.JSONField(default=dict)
    # Of who left: [{"name", "scopes", "last_used_at"}], never a secret.
    ended_tokens = models.JSONField(default=list)
    # Where it was part of a removal or a demotion; a role of "" is none.
    role_before = models.CharField(max_length=10, choices=Role, blank=True, default="")
    role_after = models.CharField(max_length=10, choices=Role, blank=True, default="")
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("handover"), _("handovers")
        constraints = [
            models.CheckConstraint(
                name="handover_to_another_person", condition=~Q(person=F("receiver"))
            ),
            models.CheckConstraint(
                name="handover_undone_by_somebody",
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["desk", "-id"], name="handover_of_desk")]

    def __str__(self) -> str:
        message = gettext("%(person)s’s work to %(receiver)s")
        return message % {"person": self.person, "receiver": self.receiver}
