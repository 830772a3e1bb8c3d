"""Measures the trail cut by month against one table: script/bench partitions [--lines 3000000].

Two tables with the columns and indexes of `event` hold the same lines of 24 months. Counted is what
does not depend on what else the machine does: processor time of the one backend, pages that it
touched, bytes of log.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from newsroom.embedded import paths, server

MONTHS = 24
TICK = os.sysconf("SC_CLK_TCK")
COLUMNS = """
CREATE TABLE {name} (
    id bigint NOT NULL, at timestamptz NOT NULL, "table" varchar(63) NOT NULL,
    object_id bigint NOT NULL, action varchar(1) NOT NULL, actor_id bigint,
    request varchar(64) NOT NULL, desk_id bigint, article_id bigint, claim_id bigint,
    old jsonb, new jsonb, reason text NOT NULL DEFAULT '', salt bytea, field_salts jsonb,
    PRIMARY KEY ({key})) {cut};
CREATE INDEX ON {name} (claim_id, id) WHERE claim_id IS NOT NULL;
CREATE INDEX ON {name} ("table", object_id, id);
CREATE INDEX ON {name} USING hash (request) WHERE request <> '';
"""
# Three lines a request, fifteen a claim; most are about what is new, some about what is old.
LINES = """
INSERT INTO {name}
SELECT i, timestamptz '2024-01-01Z' + i * interval '{months} months' / {most},
    (ARRAY['claim', 'anchor', 'evidence', 'assessment', 'mention', 'article'])[1 + i % 6],
    greatest(1, i / 6 - (random() ^ 6 * {most} / 6)::bigint), 'U', i % 40,
    md5((i / 3)::text) , i % 7, i / 15,
    CASE WHEN i % 6 < 4 THEN greatest(1, i / 15 - (random() ^ 6 * {most} / 15)::bigint) END,
    jsonb_build_object('stage', 'open', 'version', i), jsonb_build_object(
        'stage', 'checking', 'version', i + 1, 'updated_at', 'of the line ' || i,
        'note', md5(i::text)),
    '', decode(md5(i::text), 'hex'), NULL
FROM generate_series({first}, {last}) i
"""
READS = {
    "history of a claim": "SELECT * FROM {name} WHERE claim_id = %s ORDER BY id DESC LIMIT 51",
    "history of a row": (
        "SELECT * FROM {name} WHERE \"table\" = 'claim' AND object_id = %s ORDER BY id"
    ),
    "what a request changed": "SELECT * FROM {name} WHERE request = md5(%s::text) ORDER BY id",
    "1,000 lines after one": "SELECT * FROM {name} WHERE id > %s * 15 ORDER BY id LIMIT 1000",
}  # fmt: skip
NAMES = ("one_table", "by_month")


class Backend:
    """One connection and what it costs the server."""

    def __init__(self, folder: Path):
        self.link = psycopg.connect(
            host=str(paths.socket_folder(folder)), user="newsroom", dbname="newsroom",
            autocommit=True, prepare_threshold=None,
        )  # fmt: skip
        self.stat = Path(f"/proc/{self.link.info.backend_pid}/stat")

    def ask(self, query: str, given=()):
        cursor = self.link.execute(query, given or None)
        return cursor.fetchall() if cursor.description else []

    def milliseconds(self) -> float:
        """Of the processor so far, by the kernel's count."""
        fields = self.stat.read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / TICK

    def costs(self, work: Callable[[], object]) -> tuple[float, int]:
        """Milliseconds of the processor, bytes of log."""
        before, log = self.milliseconds(), self._log()
        work()
        return self.milliseconds() - before, self._log() - log

    def _log(self) -> int:
        return int(self.ask("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")[0][0])

    def pages(self, query: str, given) -> int:
        [[[plan]]] = self.ask(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query}", given)
        return sum(
            part[name]
            for part in (plan["Plan"], plan["Planning"])
            for name in ("Shared Hit Blocks", "Shared Read Blocks")
        )


@contextmanager
def scratch() -> Iterator[Backend]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        server.ensure(data)
        backend = Backend(data)
        try:
            yield backend
        finally:
            backend.link.close()
            server.release(data)
            while (data / "pg18" / "postmaster.pid").exists():  # It goes after its last user.
                time.sleep(0.2)


def make(backend: Backend, lines: int) -> None:
    backend.ask(COLUMNS.format(name="one_table", key="id", cut=""))
    backend.ask(COLUMNS.format(name="by_month", key="id, at", cut="PARTITION BY RANGE (at)"))
    for month in range(MONTHS + 1):
        backend.ask(
            f"CREATE TABLE m{month} PARTITION OF by_month FOR VALUES FROM"
            f" (timestamptz '2024-01-01Z' + interval '{month} months') TO"
            f" (timestamptz '2024-01-01Z' + interval '{month + 1} months')"
        )
    given = {"months": MONTHS, "most": lines, "first": 1, "last": lines}
    backend.ask(LINES.format(name="one_table", **given))
    backend.ask("INSERT INTO by_month SELECT * FROM one_table")
    backend.ask("VACUUM ANALYZE")


def sizes(backend: Backend) -> Iterator[tuple[str, list[float]]]:
    """Megabytes."""
    for what, function in (("rows, MB", "pg_table_size"), ("indexes, MB", "pg_indexes_size")):
        query = (
            f"SELECT sum({function}(relid)) / 1e6 FROM (SELECT relid FROM pg_partition_tree(%s)"
            " UNION SELECT %s::regclass) AS tables"
        )
        yield what, [float(backend.ask(query, [name, name])[0][0]) for name in NAMES]


def writes(backend: Backend, lines: int) -> Iterator[tuple[str, list[float]]]:
    """The same new lines into both, 100 a statement, each table after a checkpoint."""
    new, found = min(20_000, lines // 30), []  # Less than a month.
    for name in NAMES:
        backend.ask("CHECKPOINT")

        def add(name: str = name) -> None:
            for first in range(lines + 1, lines + new, 100):
                given = {"months": MONTHS, "most": lines, "first": first, "last": first + 99}
                backend.ask(LINES.format(name=name, **given))

        cost = backend.costs(add)
        found.append((*cost, backend.costs(lambda name=name: backend.ask(f"VACUUM {name}"))[0]))
    titles = (f"{new:,} new lines, ms", "their log, MB", "VACUUM after them, ms")
    for what, values in zip(titles, zip(*found, strict=True), strict=True):
        yield what, [value / 1e6 if "MB" in what else value for value in values]


def reads(backend: Backend, lines: int, times: int = 400) -> Iterator[tuple[str, list[float]]]:
    """Each as the product asks it, of rows all over the trail."""
    keys = [n * (lines // 15 - 70) // times for n in range(times // 10, times)]
    for what, query in READS.items():
        costs, pages = [], []
        for name in NAMES:
            asked = query.format(name=name)
            cost, _ = backend.costs(lambda asked=asked: [backend.ask(asked, [k]) for k in keys])
            costs.append(cost / len(keys))
            pages.append(sum(backend.pages(asked, [key]) for key in keys[::20]) / len(keys[::20]))
        yield f"{what}, ms", costs
        yield f"{what}, pages", pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=3_000_000)
    lines = parser.parse_args().lines
    with scratch() as backend:
        make(backend, lines)
        print(f"| {lines:,} lines | one table | {MONTHS} months |\n| --- | --- | --- |")
        for part in (sizes(backend), writes(backend, lines), reads(backend, lines)):
            for what, (one, cut) in part:
                print(f"| {what} | {one:,.2f} | {cut:,.2f} |", flush=True)


if __name__ == "__main__":
    main()
