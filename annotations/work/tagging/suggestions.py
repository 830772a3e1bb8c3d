"""Sentences worth checking, as suggested claims: the best of them, by what the desk takes."""

from collections.abc import Sequence
from math import ceil
from operator import attrgetter

from annotations.models import (
    Anchor,
    Claim,
    Desk,
    Revision,
    Stage,
    Suggestion,
)
from annotations.models.base import BATCH
from annotations.models.searching import vector
from annotations.tagging.checkworthy.model import Worth
from annotations.text.spans import quote

from ..existing import Taken, compared
from .habits import log_odds, shift

LONGEST = 5_000  # Code points: what stands there is the statement.


# Place, rule and reason.
Key = tuple[int | None, int | None, str, str]


def write(revision: Revision, found: Sequence[Worth], origin: str) -> None:
    """Replace the suggestions of the article that wait; what people took or dismissed stays.

    At most `Desk.suggestions_per_hundred` for every hundred words begun, decided ones included;
    of rules that the desk takes more often first. Where a claim stands, or one was dismissed,
    nothing is suggested again.
    """
    waiting = _locked(revision)
    here = Anchor.objects.filter(revision=revision, start__isnull=False)
    taken = Taken(here.exclude(claim__in=waiting).values_list("start", "end"))
    free = [one for one in found if not taken.meets(one.start, one.end)]
    free = [one for one in free if one.end - one.start <= LONGEST]
    chosen: dict[Key, Worth] = {
        (one.start, one.end, one.rule, one.reason): one for one in _best(revision, free, waiting)
    }
    standing = {
        (start, end, rule, reason): claim
        for claim, start, end, rule, reason in here.filter(claim__in=waiting).values_list(
            "claim_id", "start", "end", "claim__suggestion__rule", "claim__suggestion__reason"
        )
    }
    _, missing = compared(standing, list(chosen))
    kept = {claim for key, claim in standing.items() if key in chosen}
    gone = set(waiting) - kept
    if gone:
        Claim.objects.filter(pk__in=gone).delete()
    Suggestion.objects.filter(pk__in=kept).update(origin=origin)
    _make(revision, [chosen[key] for key in missing], origin)


def _locked(revision: Revision) -> set[int]:
    """The article's waiting suggestions to which nobody added anything, locked.

    Nobody is waited for: a correction may hold the claims and wait for the run.
    """
    suggested = Claim.objects.filter(
        article=revision.article_id, stage=Stage.SUGGESTED, assignee=None
    )
    free = suggested.select_for_update(skip_locked=True).values_list("pk", flat=True)
    # Asked once they are held: what the locking statement joins is as it was before.
    rows = Claim.objects.bare().filter(
        pk__in=list(free), suggestion__outcome=Suggestion.Outcome.WAITING
    )
    statements = dict(rows.values_list("pk", "statement"))
    words = Anchor.objects.filter(claim__in=statements).values_list("claim_id", "exact")
    edited = {claim for claim, exact in words if statements[claim] != _statement(exact)}
    return set(statements) - edited


def _best(revision: Revision, free: list[Worth], waiting: set[int]) -> list[Worth]:
    """As many as the desk wants of this text, in the order of the text."""
    desk = revision.article.desk_id
    others = Suggestion.objects.filter(claim__article=revision.article_id)
    stay = others.exclude(claim__in=waiting).count()
    per_hundred = Desk.objects.values_list("suggestions_per_hundred", flat=True).get(pk=desk)
    most = max(0, ceil(len(revision.text.split()) / 100 * per_hundred) - stay)
    rates = Suggestion.objects.decided_counts(desk)

    def worth(one: Worth) -> float:
        return log_odds(one.score) + shift(*rates.get(one.rule, (0, 0)))

    best = sorted(free, key=worth, reverse=True)[:most]
    return sorted(best, key=attrgetter("start", "end", "rule", "reason"))


def _make(revision: Revision, found: Sequence[Worth], origin: str) -> None:
    article, desk = revision.article_id, revision.article.desk_id
    places = [quote(revision.text, one.start, one.end) for one in found]
    statements = [_statement(place.exact) for place in places]
    claims = Claim.objects.bulk_create(
        (
            Claim(
                article_id=article,
                desk_id=desk,
                statement=statement,
                stage=Stage.SUGGESTED,
                sort_start=one.start,
                sort_end=one.end,
                search=vector(statement, place.exact),
            )
            for one, place, statement in zip(found, places, statements, strict=True)
        ),
        batch_size=BATCH,
    )
    Anchor.objects.bulk_create(
        (
            Anchor(claim=claim, revision=revision).on(place)
            for claim, place in zip(claims, places, strict=True)
        ),
        batch_size=BATCH,
    )
    Suggestion.objects.bulk_create(
        (
            Suggestion(
                claim=claim,
                desk_id=desk,
                rule=one.rule,
                reason=one.reason,
                score=one.score,
                origin=origin,
            )
            for claim, one in zip(claims, found, strict=True)
        ),
        batch_size=BATCH,
    )


def _statement(exact: str) -> str:
    return " ".join(exact.split())
