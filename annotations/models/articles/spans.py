"""A range of a revision's text, with its words and their neighbourhood."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from annotations.text import spans

from .articles import Revision

if TYPE_CHECKING:
    from typing_extensions import Self


class Span(models.Model):
    """Half-open `[start, end)` in code points of one revision.

    `exact` equals the words there: a CHECK compares the lengths, a trigger (`spans.sql`) the
    words. Start and end are empty when the words are gone (`orphaned`).
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="%(class)ss")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField()
    prefix = models.CharField(max_length=spans.CONTEXT, blank=True)
    suffix = models.CharField(max_length=spans.CONTEXT, blank=True)

    class Meta:
        abstract = True

    @property
    def place(self) -> spans.Span | None:
        """Where the words stand; None when they are gone."""
        if self.start is None or self.end is None:
            return None
        return spans.Span(self.start, self.end)

    def on(self, words: spans.TextQuote) -> "Self":
        """This very row, put on words of its revision."""
        self.start, self.end, self.exact, self.prefix, self.suffix = words
        return self


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
