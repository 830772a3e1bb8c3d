"""Lists of claims that somebody comes back to."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk, Membership, OfDesks, User
from ..base import Versioned

if TYPE_CHECKING:
    from typing_extensions import Self


class SavedFilterQuerySet(OfDesks["SavedFilter"]):
    keyset = ("name", "id")

    def visible_to(self, user: User) -> "Self":
        """One's own, and those that the desks of this person share."""
        shared = Q(person=None) if user.is_superuser else Q(desk__in=list(user.roles()))
        return self.filter(Q(person=user) | shared)

    def of_member(self, user: User) -> "Self":
        mine = Membership.objects.filter(user=user).values("desk")
        shared = Q(person=None) if user.is_superuser else Q(desk__in=mine)
        return self.filter(Q(person=user) | shared)


class SavedFilter(Versioned):
    """A list of claims under a name: one person's, or shared by a desk.

    `query` is what the address says, without its desk: services/claims/saved_filters.py reads it.
    """

    person = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="saved_filters"
    )
    desk = models.ForeignKey(
        Desk, models.CASCADE, null=True, blank=True, related_name="saved_filters"
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("saved filter"), _("saved filters")
        constraints = [
            models.CheckConstraint(
                name="saved_filter_is_somebodys",
                condition=Q(person__isnull=True, desk__isnull=False)
                | Q(person__isnull=False, desk__isnull=True),
            ),
            models.CheckConstraint(name="saved_filter_has_name", condition=~Q(name="")),
            models.UniqueConstraint(name="saved_filter_of_person_once", fields=["person", "name"]),
            models.UniqueConstraint(name="saved_filter_of_desk_once", fields=["desk", "name"]),
        ]

    def __str__(self) -> str:
        return self.name
