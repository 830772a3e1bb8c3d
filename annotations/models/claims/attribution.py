"""Who says a claim, through whom."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..entities.entities import Entity
from .claims import Claim


class AttributionStep(models.Model):
    """One link of the chain *who says it through whom*; position 0 is the claimant."""

    class Form(models.TextChoices):
        QUOTE = "quote", _("Direct quote")
        PARAPHRASE = "paraphrase", _("Paraphrase")
        OWN_VOICE = "own-voice", _("The outlet's own voice")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="attribution")
    position = models.PositiveSmallIntegerField()
    entity = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    name = models.CharField(max_length=300, blank=True)
    verb = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True)
    form = models.CharField(max_length=10, choices=Form, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("attribution"), _("attributions")
        constraints = [
            models.UniqueConstraint(
                name="attribution_position_once",
                fields=["claim", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="attribution_has_speaker", condition=Q(entity__isnull=False) | ~Q(name="")
            ),
            models.CheckConstraint(
                name="attribution_form_known",
                condition=Q(form__in=["", "quote", "paraphrase", "own-voice"]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["entity", "claim"],
                name="attribution_entity",
                condition=Q(entity__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.speaker_name

    @property
    def speaker_name(self) -> str:
        return self.entity.name if self.entity else self.name
