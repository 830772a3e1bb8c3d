"""Claims like a given one, best first: Okapi BM25 over the terms that the database keeps of every
claim that counts, and how near its words' numbers are where an engine gives them (docs/similar.md).
Of equals the oldest comes first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import Any

from django.db import connection

from annotations.text.posts import plain_words

from ..accounts.people import Desk, User
from ..articles.articles import languages_of
from ..searching import CONFIG, indexed
from . import vectors
from .claims import Claim, ClaimQuerySet

# Robertson and Zaragoza's: how soon repetition says no more, how much a claim's length says.
K1, B = 1.2, 0.75
USUAL_LENGTH = 20.0  # Terms of a claim, while none is counted.
MOST_LANGUAGES = 40
LONGEST = 5_000  # Code points that are asked for.
# The rarest terms have so many places in all. Where each of them has more, pairs of these few are
# looked up, which so many claims have by chance, or else the newest of those that have one.
MOST_PLACES = 1_000
PAIRED = 5
MOST_FOUND = 10_000
MOST_WEIGHED = 1_000
MOST_NEWEST = 300
# So many of the best by words are compared by numbers; a word counts half of what these do.
MOST_COMPARED = 200
OF_WORDS = 0.5
# What is shown to people has this share of the best score, and of the score that the asked words
# would have themselves: more of it where nobody asked (docs/similar.md).
OF_THE_BEST = 0.6
OFFERED, LOOKED_FOR = 0.2, 0.1
NEAR = 0.55  # Where somebody asked, what is as near as this by its numbers is shown, too.

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
    WITH found AS MATERIALIZED (SELECT claim_id FROM newsroom_claim_terms WHERE {})
    SELECT claim_id FROM found ORDER BY claim_id DESC LIMIT %s))"""
ANY, BOTH = "terms && %s::text[]", "terms @> %s::text[]"
# Read from the newest on, which no index of terms could: it would find very many.
NEWEST = """annotations_claim.id = ANY(ARRAY(
    SELECT claim_id FROM newsroom_claim_terms WHERE (terms || '{}') && %s::text[]
    ORDER BY claim_id DESC LIMIT %s))"""
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
# Of claims that hold nothing but words of every claim no score is above zero.
OF_BEST = f"coalesce({OF_WORDS} * w.score / nullif(max(w.score) OVER (), 0), 0)"
# `weighed`, in the order of both scores together. What has no numbers yet counts as its words do.
COMPARE = f"""
WITH weighed(claim_id, score, held) AS MATERIALIZED ({WEIGH})
SELECT w.claim_id, w.score, w.held, -(v.numbers <#> asked.numbers)
FROM weighed w CROSS JOIN (SELECT %s::halfvec) asked(numbers)
    LEFT JOIN newsroom_claim_vector v ON v.claim_id = w.claim_id AND v.engine = %s
ORDER BY {OF_BEST} + coalesce(-(v.numbers <#> asked.numbers), {OF_BEST}) DESC,
    w.claim_id LIMIT %s
"""  # noqa: S608 - our own numbers


@dataclass(frozen=True)
class Similar:
    """A claim (id), its score by words, the share of the asked words' weight that it has (0 to 1),
    and how near the numbers of its words are (-1 to 1; None without an engine)."""

    claim_id: int
    score: float
    share: float
    nearness: float | None = None


@dataclass(frozen=True)
class Asked:
    """The terms of what is asked for: each with its weight, the rarest first; by which a claim is
    looked up. With an engine its name and the numbers of the words, as pgvector reads them."""

    weights: Mapping[str, float]
    rare: Sequence[str]
    usual_length: float
    pairs: Sequence[tuple[str, str]] = ()  # Where none is rare.
    is_common: bool = False  # So many claims have it that the newest of them are near.
    engine: str = ""
    numbers: str = ""

    @property
    def own_score(self) -> float:
        """Of a claim that had these terms, once each, and no others."""
        length = 1 - B + B * len(self.weights) / self.usual_length
        return sum(self.weights.values()) * (K1 + 1) / (1 + K1 * length)


def asked(text: str, languages: Iterable[str]) -> Asked:
    """What these words ask for; their endings are taken off as in each of these languages."""
    text = text[:LONGEST]
    words = indexed(plain_words(text))
    with connection.cursor() as cursor:
        cursor.execute(TERMS, [list(languages) or [""], words])
        rows = cursor.fetchall()
    counts = dict(sorted(((term, count) for term, count, *_ in rows), key=lambda one: one[1]))
    claims, places = max(rows[0][2] or 0, 0) if rows else 0, (rows[0][3] or 0) if rows else 0
    weights = {term: _weight(count, claims) for term, count in counts.items()}
    rare = _rarest(counts)
    return Asked(
        weights,
        rare,
        usual_length=places / claims if claims and places > 0 else USUAL_LENGTH,
        pairs=_pairs(counts, claims),
        is_common=bool(rare) and counts[rare[0]] ** 2 > MOST_NEWEST * claims,
        **_numbers(text),
    )


def _numbers(text: str) -> dict[str, str]:
    """The name of the engine and its numbers of these words; neither where it knows none."""
    engine, numbers = vectors.of(text)
    return {"engine": engine, "numbers": vectors.written(numbers)} if any(numbers) else {}


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


def _pairs(counts: Mapping[str, int], claims: int) -> list[tuple[str, str]]:
    """Where no term is rare, pairs of the rarest ones that few claims have by chance."""
    if not claims or min(counts.values(), default=0) <= MOST_PLACES:
        return []
    found: list[tuple[str, str]] = []
    expected = 0.0
    few = combinations(list(counts)[:PAIRED], 2)
    for pair in sorted(few, key=lambda two: counts[two[0]] * counts[two[1]]):
        expected += counts[pair[0]] * counts[pair[1]] / claims
        if expected > MOST_PLACES:
            break
        found.append(pair)
    return found


def among(claims: ClaimQuerySet, wanted: Asked, most: int) -> list[Similar]:
    """The best of these claims, at most so many; ones without any of the rare terms are none."""
    if not wanted.rare:
        return []
    ids = _holding(claims, " OR ".join([BOTH] * len(wanted.pairs)), map(list, wanted.pairs))
    if len(ids) < most:
        ids = list({*ids, *_with_any(claims, wanted)})
    if not ids:
        return []
    total = sum(wanted.weights.values())
    return [
        Similar(claim, float(score), min(held / total, 1.0), *nearness)
        for claim, score, held, *nearness in _weighed(wanted, ids, most)
    ]


def _with_any(claims: ClaimQuerySet, wanted: Asked) -> list[int]:
    if not wanted.is_common:
        return _holding(claims, ANY, [wanted.rare])
    return _ids(claims, NEWEST, [wanted.rare, MOST_NEWEST])


def _holding(claims: ClaimQuerySet, condition: str, params: Iterable[Sequence[str]]) -> list[int]:
    if not condition:
        return []
    return _ids(claims, HOLDING.format(condition), [*params, MOST_FOUND])


def _ids(claims: ClaimQuerySet, condition: str, params: list[Any]) -> list[int]:
    holding = claims.extra(where=[condition], params=params)  # noqa: S610 - our own words
    return list(holding.order_by().values_list("pk", flat=True)[:MOST_WEIGHED])


def _weighed(wanted: Asked, ids: list[int], most: int) -> list[tuple]:
    terms, weights = list(wanted.weights), list(wanted.weights.values())
    given: list[Any] = [wanted.usual_length, terms, weights, ids]
    with connection.cursor() as cursor:
        if wanted.numbers:
            both = [*given, max(most, MOST_COMPARED), wanted.numbers, wanted.engine, most]
            cursor.execute(COMPARE, both)
        else:
            cursor.execute(WEIGH, [*given, most])
        return cursor.fetchall()


def close(
    found: Sequence[Similar], wanted: Asked, least: float, *, near: float | None = None
) -> list[Similar]:
    """Those that hold at least this share of what is asked for, and are not far from the best; with
    `near` also those whose numbers are at least as near."""
    best = max((one.score for one in found), default=0.0)
    floor = max(best * OF_THE_BEST, wanted.own_score * least)
    return [one for one in found if one.score >= floor or _is_near(one, near)]


def _is_near(one: Similar, near: float | None) -> bool:
    return near is not None and one.nearness is not None and one.nearness >= near


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
    languages = [language] if language else languages_asked(user)
    wanted = asked(text, languages)
    found = among(claims.standing(), wanted, most)
    return found if least is None else close(found, wanted, least, near=NEAR)


def languages_asked(user: User) -> list[str]:
    """In which words of no known language are looked for: those of the person's desks."""
    return languages_of(_desks_of(user), MOST_LANGUAGES)


def _desks_of(user: User) -> list[int]:
    return list(Desk.objects.visible_to(user).values_list("pk", flat=True))
