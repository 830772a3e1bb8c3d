"""Claims like a given one, best first: Okapi BM25 over the terms that the database keeps of every
claim that counts (docs/similar.md). Of equals the oldest comes first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from django.db import connection

from annotations.text.posts import plain_words

from ..accounts.people import Desk, User
from ..articles.articles import languages_of
from ..searching import CONFIG, indexed
from .claims import Claim, ClaimQuerySet

# Robertson and Zaragoza's: how soon repetition says no more, how much a claim's length says.
K1, B = 1.2, 0.75
USUAL_LENGTH = 20.0  # Terms of a claim, while none is counted.
MOST_LANGUAGES = 40
LONGEST = 5_000  # Code points that are asked for.
# The rarest terms have so many places in all. A single one may have more: the newest count then.
MOST_PLACES = 1_000
MOST_FOUND = 10_000
MOST_WEIGHED = 1_000
# What is shown to people has this share of the best score, and of the score that the asked words
# would have themselves: more of it where nobody asked (docs/similar.md).
OF_THE_BEST = 0.6
OFFERED, LOOKED_FOR = 0.2, 0.1

TERMS = f"""
WITH asked AS (
    SELECT DISTINCT t.term FROM unnest(%s::text[]) l(language)
        CROSS JOIN LATERAL unnest(newsroom_terms(to_tsvector('{CONFIG}', %s), l.language)) t(term))
SELECT a.term, coalesce(n.claims, 0), total.claims, total.places
FROM asked a LEFT JOIN newsroom_term n ON n.term = a.term
    LEFT JOIN newsroom_term total ON total.term = ''
"""  # noqa: S608 - our own words
# Looked up first, whatever else is asked of the claims.
HOLDING = """annotations_claim.id = ANY(ARRAY(
    WITH found AS MATERIALIZED (
        SELECT claim_id FROM newsroom_claim_terms WHERE terms && %s::text[])
    SELECT claim_id FROM found ORDER BY claim_id DESC LIMIT %s))"""
WEIGH = f"""
SELECT claim_id, round(sum(
    weight * times * {K1 + 1} / (times + {K1} * ({1 - B} + {B} * length / %s)))::numeric, 6),
    sum(weight)
FROM (
    SELECT w.claim_id, cardinality(w.terms) AS length, q.weight, count(*) AS times
    FROM newsroom_claim_terms w CROSS JOIN LATERAL unnest(w.terms) t(term)
        JOIN unnest(%s::text[], %s::float8[]) q(term, weight) ON q.term = t.term
    WHERE w.claim_id = ANY(%s) GROUP BY w.claim_id, q.term, q.weight) found
GROUP BY claim_id, length ORDER BY 2 DESC, 1 LIMIT %s
"""  # noqa: S608 - our own numbers


@dataclass(frozen=True)
class Similar:
    """A claim (id), its score, and the share of the asked words' weight that it has: 0 to 1."""

    claim_id: int
    score: float
    share: float


@dataclass(frozen=True)
class Asked:
    """The terms of what is asked for: each with its weight, the rarest first."""

    weights: Mapping[str, float]
    rare: Sequence[str]
    usual_length: float

    @property
    def own_score(self) -> float:
        """Of a claim that had these terms, once each, and no others."""
        length = 1 - B + B * len(self.weights) / self.usual_length
        return sum(self.weights.values()) * (K1 + 1) / (1 + K1 * length)


def asked(text: str, languages: Iterable[str]) -> Asked:
    """What these words ask for; their endings are taken off as in each of these languages."""
    words = indexed(plain_words(text[:LONGEST]))
    with connection.cursor() as cursor:
        cursor.execute(TERMS, [list(languages) or [""], words])
        rows = cursor.fetchall()
    counts = dict(sorted(((term, count) for term, count, *_ in rows), key=lambda one: one[1]))
    claims, places = max(rows[0][2] or 0, 0) if rows else 0, (rows[0][3] or 0) if rows else 0
    weights = {term: _weight(count, claims) for term, count in counts.items()}
    length = places / claims if claims and places > 0 else USUAL_LENGTH
    return Asked(weights, _rarest(counts), length)


def _weight(claims: int, of: int) -> float:
    """Of a term that so many claims have: Robertson and Spärck Jones's, never below zero."""
    return log(1 + (max(of - claims, 0) + 0.5) / (claims + 0.5))


def _rarest(counts: Mapping[str, int]) -> list[str]:
    """As many terms as have few places, at least one; `counts` are in order."""
    found: list[str] = []
    places = 0
    for term, count in counts.items():
        places += count
        if found and places > MOST_PLACES:
            break
        found.append(term)
    return found


def among(claims: ClaimQuerySet, wanted: Asked, most: int) -> list[Similar]:
    """The best of these claims, at most so many; ones without any of the rare terms are none."""
    if not wanted.rare:
        return []
    holding = claims.extra(where=[HOLDING], params=[wanted.rare, MOST_FOUND])  # noqa: S610 - our own words
    ids = list(holding.order_by().values_list("pk", flat=True)[:MOST_WEIGHED])
    if not ids:
        return []
    terms, weights = list(wanted.weights), list(wanted.weights.values())
    with connection.cursor() as cursor:
        cursor.execute(WEIGH, [wanted.usual_length, terms, weights, ids, most])
        rows = cursor.fetchall()
    total = sum(weights)
    return [Similar(claim, float(score), min(held / total, 1.0)) for claim, score, held in rows]


def close(found: Sequence[Similar], wanted: Asked, least: float) -> list[Similar]:
    """Those that hold at least this share of what is asked for, and are not far from the best."""
    floor = max(found[0].score * OF_THE_BEST, wanted.own_score * least) if found else 0
    return [one for one in found if one.score >= floor]


def to_claim(
    claim: Claim, claims: ClaimQuerySet, most: int, *, least: float | None = None
) -> list[Similar]:
    """The best of these claims beside the claim itself, by its statement and its words; with
    `least` only those that are `close`."""
    exact = claim.anchors.order_by("id").values_list("exact", flat=True).first() or ""
    wanted = asked(f"{claim.statement} {exact}", [claim.article.language])
    found = among(claims.standing().exclude(pk=claim.pk), wanted, most)
    return found if least is None else close(found, wanted, least)


def to_words(
    text: str,
    claims: ClaimQuerySet,
    most: int,
    *,
    user: User,
    language: str = "",
    least: float | None = None,
) -> list[Similar]:
    """The best of these claims by any words; without a language, in those of the person's desks;
    with `least` only those that are `close`."""
    languages = [language] if language else languages_of(_desks_of(user), MOST_LANGUAGES)
    wanted = asked(text, languages)
    found = among(claims.standing(), wanted, most)
    return found if least is None else close(found, wanted, least)


def _desks_of(user: User) -> list[int]:
    return list(Desk.objects.visible_to(user).values_list("pk", flat=True))
