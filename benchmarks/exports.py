"""How fast each export streams, beside a bare COPY of the same rows in the same run, and what the
web process takes of memory meanwhile. `script/bench exports DATA`; see docs/benchmarks.md.

DATA is a folder that `manage.py make_corpus` filled: 100,000 articles have 100,000 claims and a
million names.
"""

import argparse
import http.client
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.run import connect
from tests.browser.running import ROOT, Running

CHIEF = "corpus-1-chief"  # Sees every desk of the corpus.
CHUNK = 64 * 1024
# The floor of each kind of file: the rows it is made of, as plain JSON.
CLAIMS = """
SELECT json_build_object('id', c.id, 'article', c.article_id, 'desk', c.desk_id, 'stage', c.stage,
    'statement', c.statement, 'created_at', c.created_at, 'updated_at', c.updated_at,
    'anchors', (SELECT json_agg(
                    json_build_object('start', n.start, 'end', n."end", 'exact', n.exact))
                FROM annotations_anchor n WHERE n.claim_id = c.id))
FROM annotations_claim c ORDER BY c.article_id, c.sort_start, c.sort_end, c.id
"""
ARTICLES = """
SELECT json_build_object('article', a.id, 'headline', a.headline, 'text', r.text,
    'names', (SELECT json_agg(
                  json_build_object('start', m.start, 'end', m."end", 'label', m.label))
              FROM annotations_mention m WHERE m.revision_id = r.id AND m.state <> 'rejected'))
FROM annotations_article a JOIN annotations_revision r ON r.id = a.current_revision_id ORDER BY a.id
"""
COUNTS = (
    "SELECT (SELECT count(*) FROM annotations_claim), (SELECT count(*) FROM annotations_mention)"
)


class Taken(NamedTuple):
    bytes: int
    seconds: float

    @property
    def rate(self) -> float:
        """MB a second."""
        return self.bytes / 1e6 / self.seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="data folder of a corpus")
    parser.add_argument("--only", default="^(claims|mentions)", help="exports with such names")
    options = parser.parse_args()
    started = Running(options.data).wait_until_ready()
    try:
        _measure(started, options.data, options.only)
    finally:
        started.stop()


def _measure(started: Running, data: Path, only: str) -> None:
    token = _manage(data, "create_token", CHIEF)
    names = _manage(data, "export", "--help")
    offered = sorted({one for one in re.findall(r"[a-z]+(?:\.[a-z0-9]+)+", names) if one[0] != "."})
    with connect(data) as link, link.cursor() as cursor:
        cursor.execute(COUNTS)
        print("{:,} claims, {:,} names; load {:.1f}".format(*cursor.fetchone(), os.getloadavg()[0]))
        print(
            f"{'':26} {'MB':>7} {'s':>7} {'MB/s':>7} {'COPY':>7} {'ratio':>6} {'peak memory':>12}"
        )
        _copied(cursor, CLAIMS), _copied(cursor, ARTICLES)  # So that both find a warm cache.
        for name in offered:
            if re.search(only, name):
                floor = _copied(cursor, CLAIMS if name.startswith("claim") else ARTICLES)
                before = _peak(started.port)
                taken = _exported(started.port, token, name)
                after = _peak(started.port)
                print(
                    f"{name:26} {taken.bytes / 1e6:7.0f} {taken.seconds:7.1f} {taken.rate:7.1f} "
                    f"{floor.rate:7.1f} {taken.rate / floor.rate:6.2f} "
                    f"{before:5.0f} -> {after:.0f} MB", flush=True,
                )  # fmt: skip


def _manage(data: Path, *words: str) -> str:
    run = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, "NEWSROOM_DATA": str(data.resolve()), "COLUMNS": "1000"},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def _copied(cursor, query: str) -> Taken:
    start = time.perf_counter()
    with cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
        size = sum(map(len, copy))
    return Taken(size, time.perf_counter() - start)


def _exported(port: int, token: str, name: str) -> Taken:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=3_600)
    start, size = time.perf_counter(), 0
    link.request("GET", f"/api/v1/exports/{name}", headers={"Authorization": f"Bearer {token}"})
    answer = link.getresponse()
    while chunk := answer.read(CHUNK):
        size += len(chunk)
    link.close()
    if answer.status != 200:
        raise RuntimeError(f"{name}: {answer.status}")
    return Taken(size, time.perf_counter() - start)


def _peak(port: int) -> float:
    """The most memory (MB) that any web process ever had."""
    found = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            words = (status.parent / "cmdline").read_bytes()
            if b"newsroom.wsgi" in words and str(port).encode() in words:
                most = re.search(r"VmHWM:\s+(\d+)", status.read_text())
                found = max(found, int(most[1]) / 1024) if most else found
        except OSError:
            continue
    return found


if __name__ == "__main__":
    main()
