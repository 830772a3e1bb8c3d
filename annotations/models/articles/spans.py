"""A range of a revision's text, with its words and their neighbourhood."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from .articles import Revision


class Span(models.Model):
    """Half-open `[start, end)` in code points of one revision.

    `exact` equals the words there: a CHECK compares the lengths, a trigger (migration 0002) the
    words. Start and end are empty when the words are gone (`orphaned`).
    """

    CONTEXT = 32  # Code points of prefix and suffix.

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="%(class)ss")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField()
    prefix = models.CharField(max_length=CONTEXT, blank=True)
    suffix = models.CharField(max_length=CONTEXT, blank=True)

    class Meta:
        abstract = True


def span_checks(name: str) -> list[models.CheckConstraint]:
    """What a CHECK can hold of a span: both ends or none, start before end, `exact` as long."""
    placed = Q(start__isnull=False, end__isnull=False)
    gone = Q(start__isnull=True, end__isnull=True)
    return [
        models.CheckConstraint(name=f"{name}_both_ends_or_none", condition=placed | gone),
        models.CheckConstraint(
            name=f"{name}_start_before_end", condition=Q(start__lt=F("end")) | gone
        ),
        models.CheckConstraint(
            name=f"{name}_exact_as_long",
            condition=Q(end=F("start") + Length("exact")) | gone,
        ),
    ]
