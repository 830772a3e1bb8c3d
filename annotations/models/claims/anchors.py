"""Where claims stand in the text, revision by revision, and what people decided about that."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..accounts.people import User
from ..articles.articles import Revision
from ..articles.spans import Span, span_checks
from .claims import Claim
from .stages import NOT_STANDING

if TYPE_CHECKING:
    from typing_extensions import Self


class AnchorQuerySet(models.QuerySet["Anchor"]):
    def undecided(self) -> "Self":
        """Anchors of standing claims whose words changed or are gone, until somebody decides."""
        states = [Anchor.State.CHANGED, Anchor.State.ORPHANED]
        waiting = self.filter(state__in=states, decision="")
        return waiting.exclude(claim__stage__in=NOT_STANDING)

    def current(self) -> "Self":
        """Anchors in the revision that stands; a claim's first anchor first."""
        return self.filter(revision=F("claim__article__current_revision")).order_by(
            "start", "end", "id"
        )


class Anchor(Span):
    """One place where a claim stands in one revision. A new revision gets anchors of its own."""

    class State(models.TextChoices):
        EXACT = "exact", _("Same words")
        CHANGED = "changed", _("Words changed")
        ORPHANED = "orphaned", _("Words are gone")

    class Decision(models.TextChoices):
        SAME = "same", _("Still the same claim")
        EDITED = "edited", _("Claim edited")
        NEW = "new", _("A new claim")
        PLACED = "placed", _("Put on other words")
        WITHDRAWN = "withdrawn", _("Claim withdrawn")

    class Reason(models.TextChoices):
        TWICE = "twice", _("Now occurs twice")
        ELSEWHERE = "elsewhere", _("May be another sentence")

    # Where another index begins with a column, it has none of its own (`Meta.indexes`).
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="anchors", db_index=False)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="anchors", db_index=False)
    state = models.CharField(max_length=10, choices=State, default=State.EXACT)
    # Of a changed anchor the words before the correction.
    before = models.TextField(blank=True, default="", db_default="")
    similarity = models.FloatField(null=True, help_text=_("0 to 1, of the words before and after."))
    # Why a person has to look although the words are the same (text/anchoring).
    reason = models.CharField(max_length=10, choices=Reason, blank=True, default="", db_default="")
    # Where the words of an orphan may be, or of a changed anchor with a reason:
    # [[start, end, similarity], …]; offered, never chosen.
    candidates = models.JSONField(default=list, db_default=[])
    decision = models.CharField(
        max_length=10, choices=Decision, blank=True, default="", db_default=""
    )
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = AnchorQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("place of a claim"), _("places of claims")
        constraints = [
            *span_checks("anchor"),
            models.CheckConstraint(
                name="anchor_orphaned_has_no_place",
                condition=Q(state="orphaned", start__isnull=True)
                | Q(state__in=["exact", "changed"], start__isnull=False),
            ),
            models.UniqueConstraint(
                name="anchor_once", fields=["claim", "revision", "start", "end"]
            ),
        ]
        indexes = [
            models.Index(fields=["revision", "start", "end"], name="anchor_place"),
            # The two queues of a correction.
            models.Index(
                fields=["revision", "state"],
                name="anchor_undecided",
                condition=Q(state__in=["changed", "orphaned"], decision=""),
            ),
        ]

    def __str__(self) -> str:
        return self.exact

    @property
    def stands(self) -> str:
        """How it stands, in words: by its state, or by what somebody decided."""
        if self.reason and self.before == self.exact:
            if not self.decision:
                return str(self.get_reason_display())
            if self.decision == Anchor.Decision.SAME:
                return gettext("Same words, still the same claim")
        kept: dict[str, str] = {
            Anchor.Decision.SAME: gettext("Words changed, still the same claim"),
            Anchor.Decision.EDITED: gettext("Words changed, statement edited to match"),
            Anchor.Decision.PLACED: gettext("Moved to other words"),
        }
        return kept.get(self.decision) or str(self.get_state_display())

    @property
    def is_undecided(self) -> bool:
        """Whether its words changed or are gone and nobody has said what that means."""
        return self.state != Anchor.State.EXACT and not self.decision
