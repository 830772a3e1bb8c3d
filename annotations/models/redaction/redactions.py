"""What was taken down for legal reasons: of the words nothing, of the deed all."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import formats, timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk, OfDesks, User

if TYPE_CHECKING:
    from typing_extensions import Self


class RedactionQuerySet(OfDesks["Redaction"]):
    newest_first = True

    def waiting(self) -> "Self":
        """Those that nobody has carried out yet, the oldest first."""
        return self.filter(state=Redaction.State.REQUESTED).order_by("pk")

    def done(self) -> "Self":
        return self.filter(state=Redaction.State.DONE)

    def of_article(self, pk: int) -> "Self":
        """The one that took this article down."""
        return self.done().filter(kind=Redaction.Kind.ARTICLE, object_id=pk)

    def of_claim(self, pk: int) -> "Self":
        """The one that took this claim down, alone or with its article."""
        return self.done().filter(claims__contains=[pk])

    def in_article(self, article_id: int) -> "Self":
        """Those that took words out of an article that still stands, newest first."""
        return self.done().filter(articles__contains=[article_id]).order_by("-pk")


class Redaction(models.Model):
    """Something was taken down, or is about to be: who did it, when, why and by which law.

    The application's role asks for it; the owner of the tables carries it out (docs/redaction.md).
    """

    GRANTS = "SELECT, INSERT"

    class Kind(models.TextChoices):
        ARTICLE = "article", pgettext_lazy("what is taken down", "Article")
        REVISION = "revision", pgettext_lazy("what is taken down", "Text of one revision")
        SPAN = "span", pgettext_lazy("what is taken down", "Words of an article")
        CLAIM = "claim", pgettext_lazy("what is taken down", "Claim")
        ENTITY = "entity", pgettext_lazy("what is taken down", "Entity with all its names")
        NAME = "name", pgettext_lazy("what is taken down", "Name or words, wherever they stand")
        PERSON = "person", pgettext_lazy("what is taken down", "Person who used to work here")
        READERS = (
            "readers",
            pgettext_lazy("what is taken down", "Who wrote readers’ requests, in the audit trail"),
        )

    class State(models.TextChoices):
        REQUESTED = "requested", pgettext_lazy("state of a redaction", "Waiting")
        DONE = "done", pgettext_lazy("state of a redaction", "Taken down")
        FAILED = "failed", pgettext_lazy("state of a redaction", "Failed")

    kind = models.CharField(max_length=10, choices=Kind)
    # No foreign key: the thing may be gone. Of words of an article the revision's id.
    object_id = models.BigIntegerField(null=True, blank=True)
    # It outlives its desk, as the trail does.
    desk = models.ForeignKey(
        Desk, models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False
    )
    # Articles that lost words by it and still stand.
    articles = ArrayField(models.BigIntegerField(), default=list, db_default=[], editable=False)
    # Claims that are gone by it.
    claims = ArrayField(models.BigIntegerField(), default=list, db_default=[], editable=False)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    # The words that are to go, one a line; empty once they are gone. Columns of this name stay out
    # of the audit trail.
    text = models.TextField(blank=True)
    reason = models.TextField(help_text=_("Why; shown where the thing was."))
    basis = models.CharField(
        max_length=200, help_text=_("The law or order it rests on; shown where the thing was.")
    )
    state = models.CharField(max_length=10, choices=State, default=State.REQUESTED)
    problem = models.CharField(max_length=500, blank=True)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True, blank=True)
    # How many rows of which table were changed or went; "event": lines of the trail.
    counts = models.JSONField(default=dict, db_default={}, editable=False)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("redaction"), _("redactions")
        constraints = [
            models.CheckConstraint(
                name="redaction_kind_known",
                condition=Q(
                    kind__in=[
                        "article",
                        "revision",
                        "span",
                        "claim",
                        "entity",
                        "name",
                        "person",
                        "readers",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="redaction_of_something",
                condition=Q(kind__in=["name", "readers"], object_id=None)
                | Q(kind="span", object_id__isnull=False, start__isnull=False, end__gt=F("start"))
                | (~Q(kind__in=["name", "readers", "span"]) & Q(object_id__isnull=False)),
            ),
            models.CheckConstraint(
                name="redaction_says_why", condition=~Q(reason="") & ~Q(basis="")
            ),
            models.CheckConstraint(
                name="redaction_state_known",
                condition=Q(state="requested", done_at=None)
                | Q(state="done", done_at__isnull=False, text="")
                | Q(state="failed", done_at=None, text=""),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "object_id"], name="redaction_of"),
            models.Index(fields=["id"], name="redaction_waiting", condition=Q(state="requested")),
            GinIndex(fields=["articles"], name="redaction_articles"),
            GinIndex(fields=["claims"], name="redaction_claims"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.object_id or ''}".strip()

    def sentence(self) -> str:
        """Who did it, when, why and by which law, in one sentence."""
        done = formats.date_format(timezone.localtime(self.done_at)) if self.done_at else ""
        words = gettext("Taken down on %(date)s by %(person)s: %(reason)s (%(basis)s)")
        said = {"person": self.requested_by, "reason": self.reason, "basis": self.basis}
        return words % {"date": done, **said}
