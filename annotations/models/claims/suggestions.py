"""Why the machine suggests a claim, and what people made of it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..accounts.people import Desk, OfDesks, User
from .claims import Claim

if TYPE_CHECKING:
    from typing_extensions import Self

# The rule of sentences that repeat a checked claim (work/tagging/repeats.py).
REPEATED = "repeated"
CHECKED_ALREADY = "checked already"
SHOWN = 60  # Characters of the claim, in the margin.


def repeating(statement: str) -> str:
    """The reason of a sentence that repeats a claim with this statement."""
    return f"{CHECKED_ALREADY}: {shortened(statement)}"


def shortened(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"


class SuggestionQuerySet(OfDesks["Suggestion"]):
    article = "claim__article"

    def repeats(self) -> "Self":
        """Waiting ones that repeat a checked claim."""
        return self.filter(rule=REPEATED, outcome=Suggestion.Outcome.WAITING)

    def decided_counts(self, desk_id: int) -> dict[str, tuple[int, int]]:
        """By rule: how many were accepted, and how many were decided at all."""
        accepted = Count("pk", filter=Q(outcome=Suggestion.Outcome.ACCEPTED))
        decided = self.filter(desk=desk_id).exclude(outcome=Suggestion.Outcome.WAITING)
        rows = decided.values("rule").annotate(accepted=accepted, decided=Count("pk")).order_by()
        return {row["rule"]: (row["accepted"], row["decided"]) for row in rows}

    def rates(self, desks) -> list[dict]:
        """What each of these desks (a queryset) made of each rule, best first.

        Rows of `desk` (its name), `rule`, `accepted`, `dismissed`, `waiting`, and `share`: of the
        decided ones the part that was taken, None where none is decided.
        """

        def number(outcome: str) -> Count:
            return Count("pk", filter=Q(outcome=outcome))

        Outcome = Suggestion.Outcome
        grouped = self.filter(desk__in=desks).values("desk", "desk__name", "rule").order_by()
        counted = grouped.annotate(
            accepted=number(Outcome.ACCEPTED),
            dismissed=number(Outcome.DISMISSED),
            waiting=number(Outcome.WAITING),
        )
        rows: list[dict] = [{**row} for row in counted]
        for row in rows:
            decided = row["accepted"] + row["dismissed"]
            row["share"] = row["accepted"] / decided if decided else None
        return sorted(rows, key=lambda row: (-(row["share"] or 0), row["rule"], row["desk"]))


class Suggestion(models.Model):
    """The reason of a suggested claim; it outlives the decision, to rank later ones."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("outcome of a suggestion", "Waiting")
        ACCEPTED = "accepted", pgettext_lazy("outcome of a suggestion", "Accepted")
        DISMISSED = "dismissed", pgettext_lazy("outcome of a suggestion", "Dismissed")

    claim = models.OneToOneField(Claim, models.CASCADE, related_name="suggestion", primary_key=True)
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40, help_text=_("Name of the rule (docs/tagging.md)."))
    reason = models.CharField(max_length=80, help_text=_("Shown in the margin."))
    score = models.FloatField()
    origin = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("suggestion"), _("suggestions")
        constraints = [
            models.CheckConstraint(
                name="suggestion_outcome_known",
                condition=Q(outcome__in=["waiting", "accepted", "dismissed"]),
            ),
        ]
        indexes = [
            models.Index(fields=["desk", "rule", "outcome"], name="suggestion_rates"),
            # A queue of *My work*.
            models.Index(
                fields=["desk", "claim"],
                name="suggestion_repeats",
                condition=Q(rule=REPEATED, outcome="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
