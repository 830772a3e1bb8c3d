"""How fast each export streams, beside a bare COPY of the same rows in the same run, and what the
web process takes of memory meanwhile. `script/bench exports DATA`; see docs/benchmarks.md.

DATA is a folder that `manage.py make_corpus` filled: 100,000 articles have 100,000 claims and a
million names. What is compressed is rated by what it unpacks to. Of memory it tells what the web
process had at rest, and how much more at most, for the corpus' smallest desk and for all of it.
"""

import argparse
import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path
from typing import IO, NamedTuple

from benchmarks.floors import COUNTS, DESK, floor_of
from benchmarks.run import connect
from tests.browser.running import ROOT, Running

CHIEF = "corpus-1-chief"  # Sees every desk of the corpus.
SMALL = "corpus-1-small"
CHUNK = 64 * 1024
RESET_PEAK = "5"  # proc(5), clear_refs
COLUMNS = f"{'':26} {'MB':>6} {'unpacked':>8} {'s':>6} {'MB/s':>6} {'COPY':>6} {'ratio':>6}"


class Taken(NamedTuple):
    bytes: int
    seconds: float
    unpacked: int

    @property
    def rate(self) -> float:
        """MB a second, of what it unpacks to."""
        return self.unpacked / 1e6 / self.seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="data folder of a corpus")
    parser.add_argument("--only", default=".", help="exports with such names")
    options = parser.parse_args()
    started = Running(options.data).wait_until_ready()
    try:
        _measure(started, options.data, options.only)
    finally:
        started.stop()


def _measure(started: Running, data: Path, only: str) -> None:
    token = _manage(data, "create_token", CHIEF)
    names = _manage(data, "export", "--help")
    offered = sorted({one for one in re.findall(r"[a-z]+(?:\.[a-z0-9]{3,})+", names) if one[0] != "."})
    with connect(data) as link, link.cursor() as cursor:
        cursor.execute(COUNTS)
        print("{:,} claims, {:,} names".format(*cursor.fetchone()))
        print(f"{COLUMNS} {'at rest':>8} {'small':>6} {'all':>6} {'load':>5}")
        for name in filter(re.compile(only).search, offered):
            small, large = f"{name}?desk={SMALL}", name
            if name == "everything.ndjson":
                large = f"{name}?desk={DESK}"
            _exported(started.port, token, small)  # What it loads once, it has loaded.
            rest, few = _memory(started.port, token, small)
            floor = _copied(cursor, floor_of(name))
            taken = _exported(started.port, token, large)
            many = _peak(started.port)
            print(
                f"{name:26} {taken.bytes / 1e6:6.1f} {taken.unpacked / 1e6:8.1f} "
                f"{taken.seconds:6.1f} {taken.rate:6.1f} {floor.rate:6.1f} "
                f"{taken.rate / floor.rate:6.2f} {rest:5.0f} MB {few - rest:+6.1f} "
                f"{many - rest:+6.1f} {os.getloadavg()[0]:5.1f}", flush=True,
            )  # fmt: skip


def _memory(port: int, token: str, path: str) -> tuple[float, float]:
    """Before a short export and at its peak, from which the peak of the next is counted anew."""
    rest = _peak(port, anew=True)
    _exported(port, token, path)
    return rest, _peak(port)


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
    start, size = time.perf_counter(), 0
    with cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
        for row in copy:
            size += len(row)
    return Taken(size, time.perf_counter() - start, size)


def _exported(port: int, token: str, path: str) -> Taken:
    is_packed = ".xlsx" in path or ".spacy" in path
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=3_600)
    start, size = time.perf_counter(), 0
    link.request("GET", f"/api/v1/exports/{path}", headers={"Authorization": f"Bearer {token}"})
    answer = link.getresponse()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status} {answer.read(1_000)}")
    with tempfile.TemporaryFile() as kept:
        while chunk := answer.read(CHUNK):
            size += len(chunk)
            if is_packed:
                kept.write(chunk)
        seconds = time.perf_counter() - start
        link.close()
        return Taken(size, seconds, _unpacked(path.partition("?")[0], kept) or size)


def _unpacked(name: str, file: IO[bytes]) -> int:
    file.seek(0)
    if name.endswith(".xlsx"):
        return sum(part.file_size for part in zipfile.ZipFile(file).infolist())
    if not name.endswith(".spacy"):
        return 0
    unpacking, size = zlib.decompressobj(), 0
    while chunk := file.read(CHUNK):
        size += len(unpacking.decompress(chunk))
    return size


def _peak(port: int, *, anew: bool = False) -> float:
    """The most memory (MB) that the web process had since this was asked `anew`; then what it has
    now."""
    found = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            words = (status.parent / "cmdline").read_bytes()
            if b"newsroom.wsgi" in words and str(port).encode() in words:
                if anew:
                    (status.parent / "clear_refs").write_text(RESET_PEAK)
                most = re.search(r"VmHWM:\s+(\d+)", status.read_text())
                found = max(found, int(most[1]) / 1024) if most else found
        except OSError:
            continue
    return found


if __name__ == "__main__":
    main()
