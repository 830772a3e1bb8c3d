"""How far the people of a desk agree who rate claims unseen (docs/double-check.md)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from annotations.text import agreement

from .stages import Question
from .verdicts import Rating

# Of a desk's scale as it is: a claim that came from another desk was rated on another one.
RATED = """
SELECT d.question, one.rater_id, other.rater_id, one.rating_id, other.rating_id, count(*)
FROM annotations_doublecheck d
JOIN annotations_claim c ON c.id = d.claim_id
JOIN annotations_blindrating one ON one.double_check_id = d.id AND one.seat = 1
JOIN annotations_blindrating other ON other.double_check_id = d.id AND other.seat = 2
JOIN annotations_rating r ON r.id = one.rating_id AND r.desk_id = c.desk_id
JOIN annotations_rating s ON s.id = other.rating_id AND s.desk_id = c.desk_id
WHERE c.desk_id = %s AND d.revealed_at IS NOT NULL
GROUP BY 1, 2, 3, 4, 5
"""
Pair = tuple[int, int]


@dataclass(frozen=True)
class Agreement:
    """Of claims that were rated twice, how many, and how far both raters agree; None: undefined.

    `counts` says how often which two ratings (ids) came together.
    """

    counts: Counter[Pair]
    share: float | None
    kappa: float | None
    nominal: float | None
    ordinal: float | None

    @property
    def claims(self) -> int:
        return sum(self.counts.values())

    @property
    def percent(self) -> int | None:
        """The share of claims that both rated alike."""
        return None if self.share is None else round(self.share * 100)


@dataclass(frozen=True)
class OfScale:
    """One question of a desk: all its raters together, and each two of them (ids)."""

    question: Question
    scale: list[Rating]
    together: Agreement
    pairs: dict[Pair, Agreement] = field(default_factory=dict)


def of_desk(desk_id: int) -> list[OfScale]:
    """Both scales of a desk, in three queries; the first of two people is the one with the lower
    number, and of all together the one who took the claim first."""
    with connection.cursor() as cursor:
        cursor.execute(RATED, [desk_id])
        rows = cursor.fetchall()
    found = []
    for question in Question:
        scale = list(Rating.objects.scale(desk_id, question))
        values = {step.pk: step.value for step in scale}
        together: Counter[Pair] = Counter()
        by_pair: dict[Pair, Counter[Pair]] = {}
        for asked, first, second, one, other, times in rows:
            if asked != question:
                continue
            together[one, other] += times
            people, said = ((first, second), (one, other))
            if first > second:
                people, said = (second, first), (other, one)
            by_pair.setdefault(people, Counter())[said] += times
        pairs = {people: measured(counts, values) for people, counts in by_pair.items()}
        found.append(OfScale(question, scale, measured(together, values), pairs))
    return found


def measured(counts: Counter[Pair], values: Mapping[int, int | None]) -> Agreement:
    """`values` are those of ClaimReview, which order a scale: what has none is on no order."""
    said: dict[Sequence[int], int] = {pair: times for pair, times in counts.items()}
    return Agreement(
        counts=counts,
        share=agreement.share(counts),
        kappa=agreement.kappa(counts),
        nominal=agreement.alpha(said),
        ordinal=agreement.alpha(_ranked(said, values), agreement.ordinal),
    )


def _ranked(
    said: Mapping[Sequence[int], int], values: Mapping[int, int | None]
) -> Counter[Sequence[int]]:
    units: Counter[Sequence[int]] = Counter()
    for ratings, times in said.items():
        ranks = (values.get(rating) for rating in ratings)
        units[tuple(rank for rank in ranks if rank is not None)] += times
    return units
