"""Which sources are one: merges, so that each can be undone."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk, Hidden, OfDesks, User
from .sources import Source


class SourceMergeQuerySet(OfDesks["SourceMerge"]):
    newest_first = True

    def outside(self, hidden: Hidden):
        """Without those of a source that is used on these articles and nowhere else."""
        seen = Source.objects.all().outside(hidden)
        return self.filter(source__in=seen, target__in=seen)

    def standing(self):
        """Merges that were not undone."""
        return self.filter(undone_at=None)

    def of(self, *sources):
        """Merges from or into one of the sources; also in a subquery (`OuterRef`)."""
        either = Q()
        for source in sources:
            either |= Q(source=source) | Q(target=source)
        return self.filter(either)


class SourceMerge(models.Model):
    """What rested on one source rests on another since; with all that moved."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="+")
    source = models.ForeignKey(Source, models.CASCADE, related_name="merges_out")
    target = models.ForeignKey(Source, models.CASCADE, related_name="merges_in")
    # {"evidence": [ids], "snapshots": [ids], "sources": [ids], "taken": {column: value}}
    moved = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = SourceMergeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("merge of sources"), _("merges of sources")
        constraints = [
            models.CheckConstraint(
                name="source_merge_between_two", condition=~Q(source=F("target"))
            ),
            models.UniqueConstraint(
                name="source_merge_once", fields=["source"], condition=Q(undone_at=None)
            ),
        ]

    def __str__(self) -> str:
        names = {"source": self.source, "target": self.target}
        return gettext("%(source)s merged into %(target)s") % names
