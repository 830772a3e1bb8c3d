"""What people make of the machine's suggestions, kept to rank later ones."""

from collections.abc import Iterable

from django.db.models.functions import Now

from annotations.models import Claim, Stage, Suggestion, User

Outcome = Suggestion.Outcome
OUTCOMES: dict[str, Outcome] = {
    Stage.SUGGESTED: Outcome.WAITING,
    Stage.DISMISSED: Outcome.DISMISSED,
}


def dismissed(claims: Iterable[Claim], actor: User) -> None:
    """Let the suggestions of many claims say that they were dismissed; call inside `acting`."""
    waiting = Suggestion.objects.filter(claim__in=[claim.pk for claim in claims])
    waiting.exclude(outcome=Outcome.DISMISSED).update(
        outcome=Outcome.DISMISSED, decided_by=actor, decided_at=Now()
    )


def taken(claim: Claim, actor: User) -> None:
    """Somebody merged it into a claim: it was a good suggestion. Undo lets it follow its stage."""
    Suggestion.objects.filter(claim=claim).exclude(outcome=Outcome.ACCEPTED).update(
        outcome=Outcome.ACCEPTED, decided_by=actor, decided_at=Now()
    )


def follow(claim: Claim, actor: User | None) -> None:
    """Let the claim's suggestion, if it has one, say what its stage says; call inside `acting`.

    Any other stage means that somebody took it. Also for a stage that was taken back.
    """
    outcome = OUTCOMES.get(claim.stage, Outcome.ACCEPTED)
    waits = outcome == Outcome.WAITING
    Suggestion.objects.filter(claim=claim).exclude(outcome=outcome).update(
        outcome=outcome,
        decided_by=None if waits else actor,
        decided_at=None if waits else Now(),
    )
