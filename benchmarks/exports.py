"""How fast each export streams, beside a bare COPY of the same rows in the same run, and what the
web process takes of memory meanwhile. `script/bench exports DATA`; see docs/benchmarks.md.

DATA is a folder that `manage.py make_corpus` filled: 100,000 articles have 100,000 claims and a
million names. What is compressed is rated by what it unpacks to. Of memory it tells what the web
process had at rest, and how much more at most, for the corpus' smallest desk and for all of it.
Processor seconds are those of the web process and PostgreSQL: their ratio does not depend on load.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from benchmarks.floors import COUNTS, DESK, floor_of
from benchmarks.run import connect
from tests.browser.running import ROOT, Running

CHIEF = "corpus-1-chief"  # Sees every desk of the corpus.
SMALL = "corpus-1-small"
CHUNK = 64 * 1024
RESET_PEAK = "5"  # proc(5), clear_refs
COLUMNS = (
    f"{'':26} {'MB':>6} {'unpacked':>8} {'s':>6} {'MB/s':>6} {'COPY':>6} {'ratio':>6}"
    f" {'cpu':>6} {'COPY':>6} {'ratio':>6}"
)


class Taken(NamedTuple):
    """`processor` are the seconds that the web process and PostgreSQL worked for it."""

    bytes: int
    seconds: float
    unpacked: int
    processor: float = 0.0

    @property
    def rate(self) -> float:
        """MB a second, of what it unpacks to."""
        return self.unpacked / 1e6 / self.seconds

    @property
    def work(self) -> float:
        """MB for each second of a processor: the same on a busy machine."""
        return self.unpacked / 1e6 / self.processor


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
    offered = sorted(set(re.findall(r"\b[a-z]+(?:\.[a-z0-9]{3,})+", names)))
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
            with _working(started) as worked:
                floor = _copied(cursor, floor_of(name))
            floor = floor._replace(processor=worked())
            with _working(started) as worked:
                taken = _exported(started.port, token, large)
            taken = taken._replace(processor=worked())
            many = _peak(started.port)
            print(
                f"{name:26} {taken.bytes / 1e6:6.1f} {taken.unpacked / 1e6:8.1f} "
                f"{taken.seconds:6.1f} {taken.rate:6.1f} {floor.rate:6.1f} "
                f"{taken.rate / floor.rate:6.2f} {taken.processor:6.1f} {floor.processor:6.1f} "
                f"{taken.work / floor.work:6.2f} {rest:5.0f} MB {few - rest:+6.1f} "
                f"{many - rest:+6.1f} {os.getloadavg()[0]:5.1f}", flush=True,
            )  # fmt: skip


@contextmanager
def _working(started: Running) -> Iterator[Callable[[], float]]:
    """Afterwards tells the processor seconds that passed in the web process and PostgreSQL."""
    before = _processor(started)
    after: list[float] = []
    yield lambda: max(after[0] - before, 0.01)
    after.append(_processor(started))


def _processor(started: Running) -> float:
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = (stat.parent / "cmdline").read_bytes()
            is_web = b"newsroom.wsgi" in words and str(started.port).encode() in words
            if is_web or (words.startswith(b"postgres: ") and _is_below(stat, started)):
                ticks += sum(map(int, stat.read_text().rpartition(")")[2].split()[11:13]))
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def _is_below(stat: Path, started: Running) -> bool:
    """Whether a process descends from the product that was started."""
    while (pid := int(stat.read_text().rpartition(")")[2].split()[1])) > 1:
        if pid == started.process.pid:
            return True
        stat = Path(f"/proc/{pid}/stat")
    return False


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
