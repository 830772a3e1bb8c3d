"""Why the machine suggests a claim, and what people made of it."""

from django.db import models
from django.db.models import Count, Q

from .claims import Claim
from .people import Desk, User


class SuggestionQuerySet(models.QuerySet):
    def decided_counts(self, desk_id: int) -> dict[str, tuple[int, int]]:
        """By rule: how many were accepted, and how many were decided at all."""
        accepted = Count("pk", filter=Q(outcome=Suggestion.Outcome.ACCEPTED))
        decided = self.filter(desk=desk_id).exclude(outcome=Suggestion.Outcome.WAITING)
        rows = decided.values("rule").annotate(accepted=accepted, decided=Count("pk")).order_by()
        return {row["rule"]: (row["accepted"], row["decided"]) for row in rows}


class Suggestion(models.Model):
    """The reason of a suggested claim; it outlives the decision, to rank later ones."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        DISMISSED = "dismissed", "Dismissed"

    claim = models.OneToOneField(Claim, models.CASCADE, related_name="suggestion", primary_key=True)
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40, help_text="Name of the rule (docs/tagging.md).")
    reason = models.CharField(max_length=80, help_text="Shown in the margin.")
    score = models.FloatField()
    origin = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="suggestion_outcome_known",
                condition=Q(outcome__in=["waiting", "accepted", "dismissed"]),
            ),
        ]
        indexes = [models.Index(fields=["desk", "rule", "outcome"], name="suggestion_rates")]

    def __str__(self) -> str:
        return self.reason
