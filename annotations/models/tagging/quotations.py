"""Who says what in a text, as the tagger reads it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk
from ..articles.articles import Article
from ..articles.spans import Span, span_checks
from ..claims.attribution import AttributionStep
from ..entities.entities import Entity
from ..keyset import KeysetQuerySet

if TYPE_CHECKING:
    from typing_extensions import Self


class QuotationQuerySet(KeysetQuerySet["Quotation"]):
    keyset = ("start", "end", "id")

    def over(self, revision_id: int, start: int, end: int) -> "Self":
        """Quotations of the revision that share code points with `[start, end)`, in order."""
        here = self.filter(revision=revision_id, start__lt=end, end__gt=start)
        return here.order_by("start", "-end", "id")


class Quotation(Span):
    """A quotation or report of speech in one revision; each tagging run replaces them.

    It proposes a step of the attribution chain of the claims that stand in it.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct", _("Direct quote")
        PARTIAL = "partial", _("Partial quote")
        INDIRECT = "indirect", _("Indirect speech")

    article = models.ForeignKey(Article, models.CASCADE, related_name="quotations")
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    form = models.CharField(max_length=10, choices=AttributionStep.Form)
    # What is said, without marks and cue: [[start, end], …] in code points.
    parts = models.JSONField(default=list)
    # Empty when nobody surely said it.
    speaker = models.CharField(max_length=300, blank=True)
    speaker_start = models.PositiveIntegerField(null=True)
    speaker_end = models.PositiveIntegerField(null=True)
    entity = models.ForeignKey(
        Entity, models.SET_NULL, null=True, blank=True, related_name="quotations"
    )
    cue = models.CharField(max_length=60, blank=True, help_text=_("The verb of saying."))
    rule = models.CharField(max_length=40, help_text=_("The rule that found the speaker."))
    origin = models.CharField(max_length=80)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("quotation"), _("quotations")
        constraints = [
            *span_checks("quotation"),
            models.CheckConstraint(
                name="quotation_kind_known",
                condition=Q(kind__in=["direct", "partial", "indirect"]),
            ),
        ]
        indexes = [models.Index(fields=["revision", "start", "end"], name="quotation_place")]

    def __str__(self) -> str:
        return self.exact
