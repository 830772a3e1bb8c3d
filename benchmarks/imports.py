"""How fast articles come in over REST, beside a COPY of the very rows that came of them."""

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate, islice
from pathlib import Path

import psycopg
from psycopg import sql

from benchmarks.client import Client
from tests.browser.running import Running

LEAST = 0.5  # Of the floor.
AT_ONCE = 1_000  # Lines of one request: as many as the product takes.
SAID = "The minister counted 41 bridges in Oslo and said that none of them was safe. "
COMMON = (
    "the of and to in a that is was for on it with as he be by at from his this are not but had"
    " they which have an were one their all been has will would there who more said when about"
    " minister report bridge city government people year court police number country"
).split()
SYLLABLES = "ba ke lo mi nu ra se to vi da fe go hi ju pa re so tu wa ze".split()
VOCABULARY = 20_000
WORDS, SENTENCE, PARAGRAPH = 400, 20, 5  # Of an article, of a sentence; sentences.
# In the order in which rows point at each other, with what of each is another's id.
TABLES = {
    "article": ("id", "current_revision_id"),
    "revision": ("id", "article_id"),
    "claim": ("id", "article_id"),
    "anchor": ("id", "claim_id", "revision_id"),
    "mention": ("id", "article_id", "revision_id"),
    "taggingrun": ("id", "article_id", "revision_id"),
}
OF_IMPORT = {
    "article": "id >= {first}",
    "anchor": "revision_id IN (SELECT id FROM annotations_revision WHERE article_id >= {first})",
}
APART = 100_000_000  # Added to ids, so that the same rows fit in once more.
COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position
"""


def measure(started: Running, client: Client, link: psycopg.Connection, figures, number: int):
    """Articles a second over REST, and by COPY of their finished rows into the same tables.

    First without the worker, which would take the processors from both; then beside it. `link` is
    the owner's.
    """
    with paused(started.process.pid):
        for what, lines in (
            ("import, 400 words", articles(number, "Import")),
            ("import, 10 spans", (with_spans(f"Import {i}") for i in range(min(number, 1_000)))),
        ):
            rate, floor = rates(client, link, lines)
            met = rate >= LEAST * floor
            figures.add(what, rate, "/s", floor=floor, target=f">= {LEAST}x", met=met)
    rate, _ = rates(client, None, articles(number, "Beside the worker"))
    figures.add("import, 400 words, worker tags", rate, "/s")


def rates(
    client: Client, link: psycopg.Connection | None, lines: Iterator[bytes]
) -> tuple[float, float]:
    """By turns, a thousand at once, so that both meet the same machine; no floor without `link`."""
    sent, took, copied = 0, 0.0, 0.0
    while batch := list(islice(lines, AT_ONCE)):
        body = b"\n".join(batch)
        start = time.perf_counter()
        answers = client.call("POST", "/api/v1/articles/bulk/", body).splitlines()
        took += time.perf_counter() - start
        sent += len(batch)
        if link:
            copied += copy(link, min(json.loads(answer)["id"] for answer in answers))
    return sent / took, sent / copied if copied else 0


@contextmanager
def paused(pid: int) -> Iterator[None]:
    """Without the workers among what a process started."""
    workers = [one for one in descendants(pid) if is_worker(one)]
    for one in workers:
        os.kill(one, signal.SIGSTOP)
    try:
        yield
    finally:
        for one in workers:
            os.kill(one, signal.SIGCONT)


def descendants(pid: int) -> Iterator[int]:
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield int(child)
        yield from descendants(int(child))


def is_worker(pid: int) -> bool:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return b"celery" in words and b"worker" in words


def copy(link: psycopg.Connection, first: int) -> float:
    """Seconds of a COPY of the rows of all articles from `first` on, committed."""
    finished = {table: rows(link, table, first) for table in TABLES}
    with link.cursor() as cursor:
        cursor.execute("BEGIN")
        start = time.perf_counter()
        for table, (columns, data) in finished.items():
            into = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(
                sql.Identifier(f"annotations_{table}"), names(columns)
            )
            with cursor.copy(into) as way:
                way.write(data)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        took = time.perf_counter() - start
        # Nobody is to tag them; taken away again, they are in the way of nothing that follows.
        cursor.execute(
            "UPDATE annotations_taggingrun SET state = 'cancelled' WHERE id > %s", [APART]
        )
        start = time.perf_counter()
        cursor.execute("COMMIT")
        took += time.perf_counter() - start
        cursor.execute("SET session_replication_role = replica")
        for table in TABLES:
            cursor.execute(f"DELETE FROM annotations_{table} WHERE id > %s", [APART])
        cursor.execute("SET session_replication_role = DEFAULT")
    return took


def rows(link: psycopg.Connection, table: str, first: int) -> tuple[list[str], bytes]:
    """The columns of a table, and what COPY makes of the rows, as new ones."""
    columns = [name for (name,) in link.execute(COLUMNS, [f"annotations_{table}"])]
    shown = [
        sql.SQL("{} + {}").format(sql.Identifier(name), APART)
        if name in TABLES[table]
        else sql.Identifier(name)
        for name in columns
    ]
    which = sql.SQL(OF_IMPORT.get(table, "article_id >= {first}")).format(first=first)
    out = sql.SQL("COPY (SELECT {} FROM {} WHERE {} AND id < {}) TO STDOUT (FORMAT binary)").format(
        sql.SQL(", ").join(shown), sql.Identifier(f"annotations_{table}"), which, APART
    )
    with link.cursor() as cursor, cursor.copy(out) as way:
        return columns, b"".join(way)


def names(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def articles(number: int, name: str) -> Iterator[bytes]:
    """Lines of articles of 400 words, words as common as in a language; the same in every run."""
    made = random.Random(name)
    words = vocabulary()
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for i in range(number):
        chosen = made.choices(words, cum_weights=weights, k=WORDS)
        sentences = [
            " ".join(chosen[at : at + SENTENCE]).capitalize() + "."
            for at in range(0, WORDS, SENTENCE)
        ]
        text = "\n\n".join(
            " ".join(sentences[at : at + PARAGRAPH]) for at in range(0, len(sentences), PARAGRAPH)
        )
        yield json.dumps({"desk": "demo", "headline": f"{name} {i}", "text": text}).encode()


def with_spans(headline: str, spans: int = 10) -> bytes:
    """An article with as many spans, half of them claims, one a sentence."""
    text = f"{headline}. " + SAID * spans
    starts = [len(headline) + 2 + i * len(SAID) for i in range(spans)]
    claims = [{"start": at + 4, "end": at + 31} for at in starts[::2]]
    mentions = [{"start": at + 35, "end": at + 39, "label": "PLACE"} for at in starts[1::2]]
    line = {"desk": "demo", "headline": headline, "text": text, "claims": claims}
    return json.dumps(line | {"mentions": mentions}).encode()


def vocabulary() -> list[str]:
    made = random.Random(0)
    rare = {
        "".join(made.choices(SYLLABLES, k=made.randrange(2, 5))): None
        for _ in range(3 * VOCABULARY)
    }
    return [*COMMON, *rare][:VOCABULARY]
