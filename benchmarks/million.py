"""The cost of one more: the same work on a small and on a large corpus, in the same run.

Both are data folders that `manage.py make_corpus` filled. Each has a process of its own; they take
turns at every piece of work, so that whatever else the machine does hits both. Of each piece: p50
on both, their ratio, and how many rows and blocks of 8 kB the database read for it, which no
machine can make faster.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROUNDS, TIMES = 6, 4
# Ratios that are wanted; of searches the most milliseconds at p95.
FLAT, LISTS, SEARCH = 1.2, 2.0, 50.0
WANTED = {"flat": FLAT, "list": LISTS, "search": LISTS, "admin": LISTS}


class Half:
    """One corpus, and the process that works on it."""

    def __init__(self, data: Path):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.million_work"],
            env={**os.environ, "NEWSROOM_DATA": str(data.resolve()), "LOG_LEVEL": "WARNING"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.about = self._read()

    def ask(self, what: str, times: int) -> dict:
        """`times` calls: their milliseconds; 0: the plans of one, with the rows they read."""
        self._process.stdin.write(json.dumps([what, times]) + "\n")
        self._process.stdin.flush()
        return self._read()

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(60)

    def _read(self) -> dict:
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the process of a corpus has ended")
        return json.loads(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("small", type=Path, help="data folder of 1,000 articles")
    parser.add_argument("large", type=Path, help="data folder of as many as there are")
    parser.add_argument("--only", default="", help="pieces of work with such names")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="0: rows and plans alone")
    parser.add_argument("--plans", action="store_true", help="say what was read, and how")
    options = parser.parse_args()
    small, large = Half(options.small), Half(options.large)
    print(f"{small.about['articles']:,} and {large.about['articles']:,} articles")
    print(
        f"{'':34} {'small':>8} {'large':>8} {'ratio':>6} {'p95':>7} {'rows read':>15} "
        f"{'blocks read':>15}  wanted"
    )
    missed = 0
    for kind, name in large.about["work"]:
        if re.search(options.only, name):
            missed += not row(kind, name, small, large, options)
    small.close()
    large.close()
    print(f"{missed} missed" if missed else "none missed")


def row(kind: str, name: str, small: Half, large: Half, options: argparse.Namespace) -> bool:
    """Print one line; whether it is as wanted."""
    taken: list[list[float]] = [[], []]
    for _ in range(options.rounds):
        for half, found in zip((small, large), taken, strict=True):
            found += half.ask(name, TIMES)["ms"]
    p50s = [sorted(found)[len(found) // 2] if found else 1.0 for found in taken]
    p95 = sorted(taken[1])[int(len(taken[1]) * 0.95)] if taken[1] else 0.0
    plans = [half.ask(name, 0)["plans"] for half in (small, large)]
    rows, blocks = (
        [sum(plan[what] for plan in found) for found in plans] for what in ("rows", "blocks")
    )
    ratio = p50s[1] / p50s[0] if options.rounds else max(rows[1], 1) / max(rows[0], 1)
    scans = sorted({scan for plan in plans[1] for scan in plan["scans"]})
    met = ratio <= WANTED[kind] and not scans and (kind != "search" or p95 <= SEARCH)
    wanted = f"<= {WANTED[kind]}x" + (f", p95 <= {SEARCH:.0f} ms" if kind == "search" else "")
    print(
        f"{name:34} {p50s[0]:8.1f} {p50s[1]:8.1f} {ratio:6.2f} {p95:7.1f} "
        f"{rows[0]:7,}{rows[1]:8,} {blocks[0]:7,}{blocks[1]:8,}  "
        f"{wanted} {'met' if met else 'MISSED'}",
        *(f"reads all of {scan}" for scan in scans), flush=True,
    )  # fmt: skip
    if options.plans:
        for plan in sorted(plans[1], key=lambda one: -one["rows"])[:3]:
            read = f"{plan['rows']:,} rows, {plan['blocks']:,} blocks, {plan['ms']:.1f} ms"
            print(f"    {read}: {plan['how']}")
            print(f"      {plan['sql']}")
    return met


if __name__ == "__main__":
    main()
