"""How claims hang together: the same claim, what follows from another, what contradicts it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..accounts.people import Hidden, OfDesks, User
from .claims import Claim

if TYPE_CHECKING:
    from typing_extensions import Self


class ClaimLinkQuerySet(OfDesks["ClaimLink"]):
    desk, article = "claim__desk", "claim__article"

    def visible_to(self, user: User) -> "Self":
        """Those of which the person may see both claims."""
        seen = Claim.objects.visible_to(user).values("pk")
        return super().visible_to(user).filter(other__in=seen)

    def outside(self, hidden: Hidden) -> "Self":
        return super().outside(hidden).exclude(other__article__in=hidden)

    def of(self, claim: Claim) -> "Self":
        """Links from or to the claim."""
        return self.filter(Q(claim=claim) | Q(other=claim))


class ClaimLink(models.Model):
    """Two claims of one desk, by a person's hand; `claim` follows from `other`.

    What holds both ways is stored once, the older claim first.
    """

    class Kind(models.TextChoices):
        SAME = "same", pgettext_lazy("link between claims", "The same claim")
        FOLLOWS = "follows", pgettext_lazy("link between claims", "Follows from")
        CONTRADICTS = "contradicts", pgettext_lazy("link between claims", "Contradicts")

    SYMMETRIC = (Kind.SAME, Kind.CONTRADICTS)

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="links")
    other = models.ForeignKey(Claim, models.CASCADE, related_name="links_to")
    kind = models.CharField(max_length=11, choices=Kind)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    objects = ClaimLinkQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("link between claims"), _("links between claims")
        constraints = [
            models.UniqueConstraint(name="claim_link_once", fields=["claim", "other", "kind"]),
            models.CheckConstraint(name="claim_link_between_two", condition=~Q(claim=F("other"))),
            models.CheckConstraint(
                name="claim_link_kind_known",
                condition=Q(kind__in=["same", "follows", "contradicts"]),
            ),
            models.CheckConstraint(
                name="claim_link_both_ways_once",
                condition=Q(kind="follows") | Q(claim__lt=F("other")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} – {self.get_kind_display()} – {self.other}"
