"""The part of `benchmarks.similar` that works on the database: FOLDER and CLAIMS."""

import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean, median, quantiles

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from annotations.models import Article, Claim, Desk, User  # noqa: E402
from annotations.models.claims import similar  # noqa: E402
from annotations.models.searching import vector  # noqa: E402
from annotations.services.articles import articles  # noqa: E402
from annotations.work.claims import terms, vectors  # noqa: E402

AT_ONCE = 5_000
SHOWN, LOOKED_AT = 5, 10
LEAST = (0.0, similar.LOOKED_FOR, similar.OFFERED)
SEED = 1
# Words as often as in a language (Zipf), of a vocabulary as large as so many texts have.
MADE_UP = """
INSERT INTO annotations_claim (article_id, desk_id, statement, search, stage, stage_note,
    asks_said, asks_true, sort_start, sort_end, version, created_at, updated_at)
SELECT %s, %s, words, to_tsvector('simple', words), 'open', '', false, true, 0, 0, 1, now(), now()
FROM (
    SELECT string_agg('w' || floor(exp(random() * ln(200000)))::int, ' ') AS words
    FROM generate_series(1, %s) n, generate_series(1, 25) k WHERE n > 0 AND k > 0 GROUP BY n) made
"""


def main() -> None:
    folder, others = Path(sys.argv[1]), int(sys.argv[2])
    with transaction.atomic():
        desk = Desk.objects.create(name="Measured", slug="measured")
        person = User.objects.create(username="measuring", is_superuser=True)
        article = articles.create(
            actor=person, desk=desk, headline="All", text="All of them.", language="en"
        )
        claims = list(_lines(folder / "claims.jsonl"))
        # What is right stands first in the file, and of claims in the same words the oldest wins.
        random.Random(SEED).shuffle(claims)
        places = {line["id"]: pk for line, pk in zip(claims, _add(article, claims), strict=True)}
        _make_up(article, others)
        while terms.count(AT_ONCE):
            pass
        while vectors.make():
            pass
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE annotations_claim, newsroom_claim_terms, newsroom_term")
        print(f"{Claim.objects.count():,} claims")
        for path in sorted(folder.glob("*_queries.jsonl")):
            _measure(path, places, person)
        transaction.set_rollback(True)


def _lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _add(article: Article, lines: Sequence[dict]) -> list[int]:
    """A claim each: its sentence as statement, the title as the words of an article."""
    rows = (
        Claim(
            article=article,
            desk_id=article.desk_id,
            statement=line["claim"],
            search=vector(line["claim"], line["title"]),
        )
        for line in lines
    )
    return [claim.pk for claim in Claim.objects.bulk_create(rows, AT_ONCE // 5)]


def _make_up(article: Article, number: int) -> None:
    with connection.cursor() as cursor:
        for done in range(0, number, AT_ONCE):
            wanted = min(AT_ONCE, number - done)
            cursor.execute(MADE_UP, [article.pk, article.desk_id, wanted])


def _measure(path: Path, places: dict[str, int], person: User) -> None:
    precisions, hits, times = [], [], []
    offered: dict[float, list[tuple[int, int]]] = {least: [] for least in LEAST}
    for line in _lines(path):
        began = time.perf_counter()
        wanted = similar.asked(line["query"], ["en"])
        found = similar.among(Claim.objects.visible_to(person).standing(), wanted, LOOKED_AT)
        times.append((time.perf_counter() - began) * 1000)
        right = {places[name] for name in line["claims"]}
        ids = [one.claim_id for one in found]
        precisions.append(_average_precision(ids[:SHOWN], right))
        hits.append(bool(right & set(ids)))
        for least, kept in offered.items():
            shown = [one.claim_id for one in similar.close(found[:SHOWN], wanted, least)]
            kept.append((len(shown), bool(right & set(shown))))
    name = path.name.removesuffix("_queries.jsonl")
    print(
        f"{name:6} {len(hits)} queries: MAP@5 {mean(precisions):.3f}, hit@10 {mean(hits):.3f};"
        f" median {median(times):.1f} ms, p95 {quantiles(times, n=20)[-1]:.1f} ms"
    )
    for least, kept in offered.items():
        print(
            f"{'':6} of the first {SHOWN}, from {least} of the asked words' own score:"
            f" {mean(n for n, _right in kept):.2f} a query,"
            f" a right one in {mean(right for _n, right in kept):.3f}"
        )


def _average_precision(found: Sequence[int], right: set[int]) -> float:
    held = [n for n, pk in enumerate(found, 1) if pk in right]
    return sum(k / n for k, n in enumerate(held, 1)) / min(len(right), SHOWN)


if __name__ == "__main__":
    main()
