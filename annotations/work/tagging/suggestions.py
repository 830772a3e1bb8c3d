"""Sentences worth checking, as suggested claims: the best of them, by what the desk takes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from operator import attrgetter

from annotations.models import Anchor, Claim, Desk, Revision, Stage, Suggestion, rows
from annotations.models.searching import indexed
from annotations.tagging.checkworthy.model import Worth
from annotations.text.spans import quote

from ..existing import Taken, compared
from . import repeats
from .rule_feedback import log_odds, shift

LONGEST = 5_000  # Code points: what stands there is the statement.


# Place, rule and reason.
Key = tuple[int | None, int | None, str, str]


def write(desk_id: int, found: Mapping[Revision, Sequence[Worth]], origin: str) -> None:
    """Replace the waiting suggestions of a desk's articles; what people took or dismissed stays.

    At most `Desk.suggestions_per_hundred` for every hundred words begun, decided ones included;
    of rules that the desk takes more often first. Beside these each sentence that repeats a checked
    claim (repeats.py). Where a claim stands, or one was dismissed,
    nothing is suggested again.
    """
    waiting = _locked(found)
    here = Anchor.objects.filter(revision__in=found, start__isnull=False)
    taken = defaultdict(list)
    for revision_id, start, end in here.exclude(claim__in=waiting).values_list(
        "revision_id", "start", "end"
    ):
        taken[revision_id].append((start, end))
    standing: defaultdict[int, dict[Key, int]] = defaultdict(dict)
    for revision_id, claim, start, end, rule, reason in here.filter(claim__in=waiting).values_list(
        "revision_id", "claim_id", "start", "end", "claim__suggestion__rule",
        "claim__suggestion__reason",
    ):  # fmt: skip
        standing[revision_id][start, end, rule, reason] = claim
    best = _Best(desk_id, found, waiting)
    repeated = repeats.found(desk_id, found)
    kept: set[int] = set()
    missing: list[tuple[Revision, Worth]] = []
    for revision, worth in found.items():
        meets = Taken(taken[revision.pk]).meets
        free = [one for one in worth if not meets(one.start, one.end)]
        free = [one for one in free if one.end - one.start <= LONGEST]
        again = [one for one in repeated.get(revision, ()) if not meets(one.start, one.end)]
        is_again = Taken([(one.start, one.end) for one in again]).meets
        free = [one for one in free if not is_again(one.start, one.end)]
        chosen: dict[Key, Worth] = {
            (one.start, one.end, one.rule, one.reason): one
            for one in (*again, *best.of(revision, free))
        }
        _, fresh = compared(standing[revision.pk], list(chosen))
        kept |= {claim for key, claim in standing[revision.pk].items() if key in chosen}
        missing += [(revision, chosen[key]) for key in fresh]
    if gone := waiting - kept:
        Claim.objects.filter(pk__in=gone).delete()
    if kept:
        Suggestion.objects.filter(pk__in=kept).update(origin=origin)
    _make(desk_id, missing, origin)


def _locked(revisions: Iterable[Revision]) -> set[int]:
    """The articles' waiting suggestions to which nobody added anything, locked.

    Nobody is waited for: a correction may hold the claims and wait for the run.
    """
    articles = [revision.article_id for revision in revisions]
    suggested = Claim.objects.filter(article__in=articles, stage=Stage.SUGGESTED, assignee=None)
    free = suggested.select_for_update(skip_locked=True).values_list("pk", flat=True)
    # Asked once they are held: what the locking statement joins is as it was before.
    waiting = Claim.objects.bare().filter(
        pk__in=list(free), suggestion__outcome=Suggestion.Outcome.WAITING
    )
    statements = dict(waiting.values_list("pk", "statement"))
    words = Anchor.objects.filter(claim__in=statements).values_list("claim_id", "exact")
    edited = {claim for claim, exact in words if statements[claim] != _statement(exact)}
    return set(statements) - edited


class _Best:
    """Chooses for each of a desk's texts as many as the desk wants, in the order of the text."""

    def __init__(self, desk_id: int, revisions: Iterable[Revision], waiting: Iterable[int]) -> None:
        articles = [revision.article_id for revision in revisions]
        others = Suggestion.objects.filter(claim__article__in=articles).exclude(claim__in=waiting)
        self._staying = Counter(others.values_list("claim__article_id", flat=True))
        wanted = Desk.objects.values_list("suggestions_per_hundred", flat=True)
        self._per_hundred = wanted.get(pk=desk_id)
        self._rates = Suggestion.objects.decided_counts(desk_id)

    def of(self, revision: Revision, free: Sequence[Worth]) -> list[Worth]:
        """Of these."""
        most = ceil(len(revision.text.split()) / 100 * self._per_hundred)
        most = max(0, most - self._staying[revision.article_id])
        best = sorted(free, key=self._worth, reverse=True)[:most]
        return sorted(best, key=attrgetter("start", "end", "rule", "reason"))

    def _worth(self, one: Worth) -> float:
        return log_odds(one.score) + shift(*self._rates.get(one.rule, (0, 0)))


def _make(desk_id: int, found: Sequence[tuple[Revision, Worth]], origin: str) -> None:
    if not found:
        return
    places = [quote(revision.text, one.start, one.end) for revision, one in found]
    ids = rows.reserve(Claim, len(found))
    made = list(zip(ids, found, places, strict=True))
    rows.insert(
        Claim,
        [
            {
                "id": pk,
                "article_id": revision.article_id,
                "statement": (statement := _statement(place.exact)),
                "sort_start": place.start,
                "sort_end": place.end,
                "search": indexed(statement, place.exact),
            }
            for pk, (revision, _), place in made
        ],
        desk_id=desk_id,
        stage=Stage.SUGGESTED,
    )
    rows.insert(
        Anchor,
        [
            {"claim_id": pk, "revision_id": revision.pk, **place._asdict()}
            for pk, (revision, _), place in made
        ],
    )
    rows.insert(
        Suggestion,
        [
            {"claim_id": pk, "rule": one.rule, "reason": one.reason, "score": one.score}
            for pk, (_, one), _ in made
        ],
        desk_id=desk_id,
        origin=origin,
    )


def _statement(exact: str) -> str:
    return " ".join(exact.split())
