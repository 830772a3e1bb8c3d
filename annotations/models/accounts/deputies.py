"""Who stands in for whom, by date."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..base import Stamped
from .people import Desk, OfDesks, User

if TYPE_CHECKING:
    from typing_extensions import Self


class DeputyQuerySet(OfDesks["Deputy"]):
    def lasting(self) -> "Self":
        """Those that hold today, in UTC."""
        today = timezone.now().date()
        return self.filter(starts_on__lte=today, ends_on__gte=today)

    def stands_in(self, deputy: User, *, desk: int, person: int | None) -> bool:
        """Whether somebody acts for this person on this desk today."""
        asked = {"deputy": deputy, "desk": desk, "person": person}
        return person is not None and self.lasting().filter(**asked).exists()

    def ahead(self) -> "Self":
        """Those that hold today or will."""
        return self.filter(ends_on__gte=timezone.now().date())


class Deputy(Stamped):
    """While it lasts, the deputy also sees what is assigned to the person on the desk.

    It gives no rights: those are the deputy's own role, and four eyes are two people still.
    """

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="deputies")
    person = models.ForeignKey(User, models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(User, models.CASCADE, related_name="deputises_for")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("deputy"), _("deputies")
        constraints = [
            models.CheckConstraint(
                name="deputy_is_another_person", condition=~Q(person=F("deputy"))
            ),
            models.CheckConstraint(
                name="deputy_days_in_order", condition=Q(starts_on__lte=F("ends_on"))
            ),
            models.UniqueConstraint(
                name="deputy_once", fields=["desk", "person", "deputy", "starts_on"]
            ),
        ]
        indexes = [
            models.Index(fields=["deputy", "ends_on"], name="deputy_lasting"),
            models.Index(fields=["desk", "id"], name="deputy_of_desk"),
        ]

    def __str__(self) -> str:
        message = gettext("%(deputy)s for %(person)s")
        return message % {"deputy": self.deputy, "person": self.person}
