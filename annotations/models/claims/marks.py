"""What a desk hangs on its claims to find them again: labels, and who watches which claim."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk, OfDesks, User
from ..base import Versioned
from .claims import Claim

if TYPE_CHECKING:
    from typing_extensions import Self


class Colour(models.TextChoices):
    """Of a label: each has a pair of ink and ground that can be read in light and dark."""

    GREY = "grey", pgettext_lazy("colour of a label", "Grey")
    BLUE = "blue", pgettext_lazy("colour of a label", "Blue")
    GREEN = "green", pgettext_lazy("colour of a label", "Green")
    AMBER = "amber", pgettext_lazy("colour of a label", "Amber")
    RED = "red", pgettext_lazy("colour of a label", "Red")
    VIOLET = "violet", pgettext_lazy("colour of a label", "Violet")


class ClaimLabelQuerySet(OfDesks["ClaimLabel"]):
    keyset = ("key", "id")


class ClaimLabel(Versioned):
    """A word of a desk for some of its claims."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="claim_labels")
    name = models.CharField(max_length=60)
    # The folded name: one label a desk and name, and the order of lists.
    key = models.CharField(max_length=200, editable=False)
    colour = models.CharField(max_length=10, choices=Colour, default=Colour.GREY)
    # Two people rate the claims that have it, unseen by each other.
    is_double_checked = models.BooleanField(default=False, db_default=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    claims = models.ManyToManyField(Claim, through="Labelling", related_name="labels")

    objects = ClaimLabelQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("label"), _("labels")
        constraints = [
            models.UniqueConstraint(name="claim_label_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="claim_label_colour_known", condition=Q(colour__in=Colour.values)
            ),
            models.CheckConstraint(name="claim_label_has_name", condition=~Q(name="")),
        ]
        indexes = [models.Index(fields=["key", "id"], name="claim_label_order")]

    def __str__(self) -> str:
        return self.name


class Labelling(models.Model):
    """One label on one claim; of the same desk, by a trigger (`labels_of_desk.sql`)."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="labellings")
    label = models.ForeignKey(ClaimLabel, models.CASCADE, related_name="labellings")

    class Meta:
        verbose_name, verbose_name_plural = _("label of a claim"), _("labels of claims")
        constraints = [models.UniqueConstraint(name="labelling_once", fields=["label", "claim"])]

    def __str__(self) -> str:
        return str(self.label)


class WatchQuerySet(OfDesks["Watch"]):
    desk, article = "claim__desk", "claim__article"

    def of(self, person: User) -> "Self":
        """What this person watches on desks that they see still."""
        return self.visible_to(person).filter(person=person)


class Watch(models.Model):
    """A person wants to hear of a claim, whoever has it."""

    person = models.ForeignKey(User, models.CASCADE, related_name="watches")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="watches")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("watched claim"), _("watched claims")
        constraints = [models.UniqueConstraint(name="watch_once", fields=["person", "claim"])]

    def __str__(self) -> str:
        message = gettext("%(person)s watches “%(claim)s”")
        return message % {"person": self.person, "claim": self.claim}
