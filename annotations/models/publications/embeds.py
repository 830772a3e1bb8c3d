"""Which sites show a card of a public page, as far as browsers say so."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..accounts.people import OfDesks
from .publications import Publication

if TYPE_CHECKING:
    from typing_extensions import Self


class EmbedQuerySet(OfDesks["Embed"]):
    desk, article = "publication__desk", "publication__article"
    keyset = ("last_seen_at", "id")
    newest_first = True

    def outdated(self) -> "Self":
        """Those that last asked for a card before the verdict on it was changed, and all of pages
        that were taken down since."""
        before = Q(last_seen_at__lt=F("publication__corrected_at"))
        return self.filter(before | Q(publication__state=Publication.State.UNPUBLISHED))


class Embed(models.Model):
    """A browser of a reader of this site asked for the card; noted every ten minutes at most."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="embeds")
    host = models.CharField(max_length=253)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    objects = EmbedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("embedded card"), _("embedded cards")
        constraints = [
            models.UniqueConstraint(name="embed_once", fields=["publication", "host"]),
        ]
        indexes = [models.Index(fields=["last_seen_at", "id"], name="embed_newest")]

    def __str__(self) -> str:
        return self.host
