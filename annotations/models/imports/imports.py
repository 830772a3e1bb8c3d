"""Files of other programs that a desk brings in, and what became of each of their records."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..accounts.people import Desk, OfDesks, User
from ..articles.articles import Article
from ..base import Versioned

if TYPE_CHECKING:
    from typing_extensions import Self


class ImportQuerySet(OfDesks["Import"]):
    keyset = ("created_at", "id")
    newest_first = True

    def without_content(self) -> "Self":
        """All that lists show: the file may be large."""
        return self.defer("content")

    def unread(self) -> "Self":
        """Those of which no preview could be made, and that can be looked at once more."""
        has_file = Q(content__isnull=False) | ~Q(address="")
        return self.filter(has_file, state=Import.State.FAILED, total=0, starts=False)

    def waiting(self) -> "Self":
        """Those that wait for somebody: drafts, and files of which no preview could be made."""
        looked_at = (Import.State.PREPARING, Import.State.DRAFT)
        drafts = self.filter(state__in=looked_at, starts=False)
        return drafts | self.unread().filter(content__isnull=False)

    def due(self) -> "Self":
        """Those that a worker may go on with, the longest waiting first."""
        free = Q(lease_until=None) | Q(lease_until__lt=Now())
        return self.filter(free, state__in=Import.UNDER_WAY).order_by("queued_at", "id")


class Import(Versioned):
    """One file in one format. A draft was only looked at: nothing of it came in yet.

    A worker looks at it, too: it fetches what has an `address`, and says what the file would bring.
    """

    class State(models.TextChoices):
        PREPARING = "preparing", pgettext_lazy("state of an import", "Preparing the preview")
        DRAFT = "draft", pgettext_lazy("state of an import", "Preview")
        QUEUED = "queued", pgettext_lazy("state of an import", "Importing")
        DONE = "done", pgettext_lazy("state of an import", "Done")
        FAILED = "failed", pgettext_lazy("state of an import", "Failed")
        CANCELLED = "cancelled", pgettext_lazy("state of an import", "Stopped")

    UNDER_WAY = (State.PREPARING, State.QUEUED)
    MAX_TRIES = 3  # Without a single record done.

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="imports")
    format = models.CharField(max_length=20)
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, help_text=_("Of the file."))
    address = models.CharField(
        max_length=2000, blank=True, default="", db_default="",
        help_text=_("Where it is fetched, instead of a file that was sent."),
    )  # fmt: skip
    starts = models.BooleanField(
        default=False, db_default=False, help_text=_("Whether it comes in without a preview.")
    )
    # Until it came in, or nobody wanted it to.
    content = models.BinaryField(null=True)
    options = models.JSONField(default=dict, help_text=_("What becomes of which label."))
    preview = models.JSONField(default=dict, help_text=_("What the dry run of a draft showed."))
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    total = models.PositiveIntegerField(default=0, help_text=_("Records in the file."))
    done = models.PositiveIntegerField(default=0, help_text=_("Records that were dealt with."))
    counts = models.JSONField(default=dict, help_text=_("What came of them."))
    problem = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    queued_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Until when its worker is trusted; it names the worker too: only that one writes what came.
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("import"), _("imports")
        constraints = [
            models.CheckConstraint(
                name="import_state_known",
                condition=Q(
                    state__in=["preparing", "draft", "queued", "done", "failed", "cancelled"]
                ),
            ),
            models.CheckConstraint(
                name="import_not_past_its_end", condition=Q(done__lte=F("total"))
            ),
            models.CheckConstraint(
                name="import_under_way_has_file",
                condition=~Q(state="queued") | Q(content__isnull=False, queued_at__isnull=False),
            ),
            models.CheckConstraint(
                name="import_looked_at_has_file",
                condition=~Q(state="preparing")
                | Q(queued_at__isnull=False) & (Q(content__isnull=False) | ~Q(address="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["queued_at", "id"],
                name="import_due",
                condition=Q(state__in=["preparing", "queued"]),
            ),
            models.Index(fields=["desk", "sha256"], name="import_of_file"),
            models.Index(fields=["desk", "created_at", "id"], name="import_desk_newest"),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has something to do with it."""
        return self.state in self.UNDER_WAY


IS_SHORT = Q(problem__gt="") | ~Q(left=[])  # Something of a record did not come in.


class ImportedRecordQuerySet(OfDesks["ImportedRecord"]):
    desk, article = "of__desk", "article"
    keyset = ("of_id", "number")

    def with_something_left(self) -> "Self":
        """Those of which something did not come in."""
        return self.filter(IS_SHORT)


class ImportedRecord(models.Model):
    """What became of one record of a file. It is written together with what it brought."""

    class Outcome(models.TextChoices):
        ADDED = "added", pgettext_lazy("what became of a record", "Added")
        THERE = "there", pgettext_lazy("what became of a record", "Was there already")
        LEFT = "left", pgettext_lazy("what became of a record", "Not imported")

    of = models.ForeignKey(Import, models.CASCADE, related_name="records", db_column="import_id")
    number = models.PositiveIntegerField(help_text=_("Its place in the file, from 1."))
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    # An article that is deleted takes along what was said of its words.
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="+")
    problem = models.CharField(max_length=500, blank=True)
    left = models.JSONField(default=list, help_text=_("What did not come in: words and reasons."))

    objects = ImportedRecordQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("imported record"), _("imported records")
        constraints = [
            models.UniqueConstraint(name="imported_record_once", fields=["of", "number"]),
            models.CheckConstraint(
                name="imported_record_outcome_known",
                condition=Q(outcome__in=["added", "there", "left"]),
            ),
        ]
        indexes = [
            models.Index(fields=["of", "number"], name="imported_record_left", condition=IS_SHORT)
        ]

    def __str__(self) -> str:
        return f"{self.of_id}: {self.number}"
