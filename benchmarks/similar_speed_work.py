"""The part of `benchmarks.similar_speed` that works on the database: CLAIMS and what to print."""

import sys
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median, quantiles

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from annotations.demo.corpus.copying import copy_in, take_ids  # noqa: E402
from annotations.demo.corpus.words import COMMON, made  # noqa: E402
from annotations.models import Article, Claim, Desk, Revision, User  # noqa: E402
from annotations.models.claims import similar, vectors  # noqa: E402
from annotations.text.folding import fold  # noqa: E402
from annotations.work.claims import terms  # noqa: E402
from newsroom.database import roles  # noqa: E402

SMALL, AT_ONCE, OF_AN_ARTICLE = 10_000, 10_000, 10
ASKED, SHOWN = 100, 10  # Questions of each kind.
LIMITS = {SMALL: 30, 1_000_000: 60}  # Milliseconds.
# As many words as so many texts have; how often each, by Zipf and Mandelbrot.
VOCABULARY = 400_000
WORDS = COMMON + [made(number) for number in range(VOCABULARY - len(COMMON))]
OFTEN = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
NUMBERS = """
WITH chance AS MATERIALIZED (
    SELECT n, (SELECT array_agg(0.1 * (random() - 0.5)) FROM generate_series(1, 256) WHERE n >= 0)
        ::halfvec AS numbers FROM generate_series(0, 999) n)
INSERT INTO newsroom_claim_vector AS v (claim_id, engine, numbers)
SELECT t.claim_id, %s, chance.numbers
FROM newsroom_claim_terms t JOIN chance ON chance.n = t.claim_id %% 1000
ON CONFLICT (claim_id) DO UPDATE SET engine = excluded.engine, numbers = excluded.numbers
    WHERE v.numbers IS NULL
"""


def main() -> None:
    most, plans = int(sys.argv[1]), bool(sys.argv[2])
    person = User.objects.create(username="measuring", is_superuser=True)
    desk = Desk.objects.create(name="Measured", slug="measured")
    pick, held = Random(1), 0
    for number in sorted({min(SMALL, most), most}):
        began = time.perf_counter()
        while held < number:
            held += _add(desk, pick, min(AT_ONCE, number - held))
        _vacuum()
        print(f"{held:,} claims, after {time.perf_counter() - began:.0f} s", flush=True)
        for kind, texts in questions().items():
            _measure(kind, texts, person, LIMITS.get(number), plans=plans)


def questions() -> dict[str, list[str]]:
    """Of each kind the same ones in every run."""
    pick = Random(2)
    return {
        "rare": [" ".join(pick.choices(WORDS[20_000:], k=3)) for _ in range(ASKED)],
        "common": [" ".join(pick.choices(WORDS[60:300], k=4)) for _ in range(ASKED)],
        "post": [_text(pick, 280) for _ in range(ASKED)],
        "paragraph": [_text(pick, 700) for _ in range(ASKED)],
    }


def _text(pick: Random, length: int) -> str:
    return " ".join(pick.choices(WORDS, cum_weights=OFTEN, k=length // 4))[:length]


def _add(desk: Desk, pick: Random, number: int) -> int:
    now = timezone.now()
    at = {"created_at": now, "updated_at": now}
    with transaction.atomic():
        articles = take_ids(Article, -(-number // OF_AN_ARTICLE))
        revisions = take_ids(Revision, len(articles))
        pairs = list(zip(articles, revisions, strict=True))
        copy_in(Article, [
            {"id": pk, "desk_id": desk.pk, "headline": f"No. {pk}", "language": "en",
             "current_revision_id": revision, **at} for pk, revision in pairs
        ])  # fmt: skip
        copy_in(Revision, [
            {"id": revision, "article_id": pk, "number": 1, "text": "All.", "blocks": "[]",
             "kind": "original", "sha256": "0" * 64, "length": 4, **at} for pk, revision in pairs
        ])  # fmt: skip
        copy_in(Claim, list(_claims(desk, pick, articles, number, at)))
    return number


def _claims(
    desk: Desk, pick: Random, articles: list[int], number: int, at: dict
) -> Iterator[dict[str, object]]:
    for n in range(number):
        words = pick.choices(WORDS, cum_weights=OFTEN, k=pick.randint(14, 34))
        yield {
            "article_id": articles[n // OF_AN_ARTICLE], "desk_id": desk.pk,
            "statement": " ".join(words), "stage": "checked", "search": _vector(words), **at,
        }  # fmt: skip


def _vector(words: list[str]) -> str:
    """As PostgreSQL reads a tsvector."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words, 1):
        places.setdefault(fold(word), []).append(str(place))
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())


def _vacuum() -> None:
    """What workers and the server do by themselves in time."""
    while terms.count(AT_ONCE):
        pass
    engine = vectors.engine()
    with roles.as_owner(), connection.cursor() as cursor:
        if engine:
            cursor.execute(NUMBERS, [engine.name])
            cursor.execute("VACUUM ANALYZE newsroom_claim_vector")
        cursor.execute("VACUUM ANALYZE annotations_claim, newsroom_claim_terms, newsroom_term")


def _measure(kind: str, texts: list[str], person: User, limit: int | None, *, plans: bool) -> None:
    visible = Claim.objects.visible_to(person).standing()
    times, worked = [], []
    for text in texts:
        began, begun = time.perf_counter(), _processor()
        similar.among(visible, similar.asked(text, ["en"]), SHOWN)
        times.append((time.perf_counter() - began) * 1000)
        worked.append(_processor() - begun)
    wanted = f" (wanted: {limit} ms)" if limit else ""
    print(f"  {kind:10} {_spread(times)}{wanted}; of the processor {_spread(worked)}", flush=True)
    if plans:
        _explain(texts[0], person)


def _spread(times: list[float]) -> str:
    return f"p50 {median(times):5.1f} ms, p95 {quantiles(times, n=20)[-1]:5.1f} ms"


def _processor() -> float:
    """Milliseconds that this process and its server have had of a processor: on a busy machine
    others' work is not in it. Linux says that of every process on it."""
    server = connection.connection.info.backend_pid if connection.connection else "self"
    each = (Path(f"/proc/{pid}/schedstat").read_text().split() for pid in ("self", server))
    return sum(int(nanoseconds) for nanoseconds, *_ in each) / 1e6


def _explain(text: str, person: User) -> None:
    with CaptureQueriesContext(connection) as asked:
        visible = Claim.objects.visible_to(person).standing()
        similar.among(visible, similar.asked(text, ["en"]), SHOWN)
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {query['sql']}")
            for (line,) in cursor.fetchall():
                print(f"    {line[:160]}")


if __name__ == "__main__":
    main()
