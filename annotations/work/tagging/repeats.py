"""Sentences of new texts that repeat a checked claim of their desk (docs/similar.md)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from annotations.models import Claim, Revision, Stage
from annotations.models.claims.suggestions import REPEATED, repeating
from annotations.models.searching import CONFIG, indexed
from annotations.tagging.checkworthy.model import Worth
from annotations.tagging.sentences import sentences

SCORE = 0.99  # Before whatever a sentence is suggested for by itself.
# What a sentence has to hold of the weight of a claim's terms, and how many of them.
LEAST_SHARE, LEAST_TERMS = 0.5, 4
# By which a claim is looked up: so many of the rarest, each of so many claims at most.
RAREST, MOST_CLAIMS = 4, 500
SHORTEST, LONGEST = 25, 1_000  # Code points of a sentence.
MOST_SENTENCES = 500  # Of one text, from its beginning.

REPEATS = f"""
WITH sentence AS MATERIALIZED (
    SELECT s.n, s.article, ARRAY(SELECT DISTINCT t.term FROM unnest(
        newsroom_terms(to_tsvector('{CONFIG}', s.words), s.language)) t(term)) AS terms
    FROM unnest(%s::int[], %s::bigint[], %s::text[], %s::text[]) s(n, article, language, words)
), rare AS MATERIALIZED (
    SELECT n, article, terms, ARRAY(
        SELECT t.term FROM unnest(terms) t(term) LEFT JOIN newsroom_term k ON k.term = t.term
        WHERE coalesce(k.claims, 0) <= {MOST_CLAIMS}
        ORDER BY coalesce(k.claims, 0), t.term LIMIT {RAREST}) AS rarest
    FROM sentence WHERE cardinality(terms) >= {LEAST_TERMS}
), pair AS MATERIALIZED (
    SELECT r.n, r.terms AS said, w.claim_id, w.terms, c.statement
    FROM rare r JOIN newsroom_claim_terms w ON w.terms && r.rarest
        JOIN annotations_claim c ON c.id = w.claim_id
    WHERE c.desk_id = %s AND c.stage = '{Stage.CHECKED.value}' AND c.article_id <> r.article
        AND NOT EXISTS (SELECT FROM annotations_embargo e
            WHERE e.article_id = c.article_id AND (e.until IS NULL OR e.until > now()))
), weighed AS MATERIALIZED (
    SELECT c.claim_id, t.term,
        ln(1 + (greatest(total.claims - coalesce(k.claims, 0), 0) + 0.5)::float8
            / (coalesce(k.claims, 0) + 0.5)) AS weight
    FROM (SELECT DISTINCT ON (claim_id) claim_id, terms FROM pair) c
        CROSS JOIN LATERAL (SELECT DISTINCT unnest(c.terms)) t(term)
        LEFT JOIN newsroom_term k ON k.term = t.term JOIN newsroom_term total ON total.term = ''
), held AS (
    SELECT p.n, p.claim_id, p.statement, round((sum(w.weight) FILTER (WHERE w.term = ANY(p.said))
            / sum(w.weight))::numeric, 9) AS share
    FROM pair p JOIN weighed w USING (claim_id) GROUP BY p.n, p.claim_id, p.statement
    HAVING count(*) FILTER (WHERE w.term = ANY(p.said)) >= {LEAST_TERMS}
)
SELECT DISTINCT ON (n) n, statement FROM held WHERE share >= {LEAST_SHARE}
ORDER BY n, share DESC, claim_id
"""  # noqa: S608 - our own words and numbers


def found(desk_id: int, revisions: Iterable[Revision]) -> Mapping[Revision, Sequence[Worth]]:
    """By text what to suggest in it; two queries for all of them, one where nothing is checked."""
    if not Claim.objects.filter(desk=desk_id, stage=Stage.CHECKED).exists():
        return {}
    places = [(one, *place) for one in revisions for place in _sentences(one.text)]
    rows = [
        (n, one.article_id, one.article.language, indexed(one.text[start:end]))
        for n, (one, start, end) in enumerate(places)
    ]
    if not rows:
        return {}
    repeated: defaultdict[Revision, list[Worth]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(REPEATS, [*map(list, zip(*rows, strict=True)), desk_id])
        for n, statement in cursor.fetchall():
            one, start, end = places[n]
            repeated[one].append(Worth(start, end, REPEATED, repeating(statement), SCORE))
    return repeated


def _sentences(text: str) -> list[tuple[int, int]]:
    fit = [one for one in sentences(text) if SHORTEST <= one[1] - one[0] <= LONGEST]
    return fit[:MOST_SENTENCES]
