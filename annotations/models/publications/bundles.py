"""Signed bundles of published verdicts (docs/bundles.md), and the keys that signed any."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..accounts.people import OfDesks
from ..base import Stamped
from ..keyset import KeysetQuerySet
from .publications import Publication, PublishedVerdict

if TYPE_CHECKING:
    from typing_extensions import Self


class BundleKey(Stamped):
    """The public half of a key that signed bundles. It stays known when another takes its place."""

    GRANTS = "SELECT, INSERT"

    name = models.CharField(max_length=16, unique=True, help_text=_("The beginning of its hash."))
    public_key = models.CharField(max_length=64, help_text=_("Ed25519, in hex."))

    objects = KeysetQuerySet["BundleKey"].as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("key of bundles"), _("keys of bundles")

    def __str__(self) -> str:
        return self.name


class BundleQuerySet(OfDesks["Bundle"]):
    desk, article = "verdict__publication__desk", "verdict__publication__article"
    keyset = ("verdict_id",)

    def readable(self) -> "Self":
        """Those of what the public may read now."""
        pages = Publication.objects.readable()
        return self.filter(
            verdict__in=PublishedVerdict.objects.current().filter(publication__in=pages)
        )

    def due(self) -> "Self":
        """Those that a worker may take, the longest waiting first."""
        return self.filter(due_at__lte=Now()).order_by("due_at", "pk")


class Bundle(models.Model):
    """One of a verdict that a page shows: wanted from then on, made by a worker.

    `basis` is the hash of what it says: it is served only while the page says the same.
    """

    verdict = models.OneToOneField(
        PublishedVerdict, models.CASCADE, primary_key=True, related_name="bundle"
    )
    key = models.ForeignKey(BundleKey, models.PROTECT, null=True, related_name="bundles")
    content = models.BinaryField(null=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    basis = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(db_default=Now(), help_text=_("When it is looked at next."))
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    problem = models.CharField(max_length=500, blank=True, default="", db_default="")

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("bundle"), _("bundles")
        constraints = [
            models.CheckConstraint(
                name="bundle_made_or_not",
                condition=Q(content=None, made_at=None, key=None, sha256="", size=0, basis="")
                | Q(content__isnull=False, made_at__isnull=False, key__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["due_at"], name="bundle_due")]

    def __str__(self) -> str:
        return gettext("Bundle of verdict %(number)s") % {"number": self.verdict_id}
