"""`script/mutants`: draws changes by a seed, runs the tests of each, and names the ones that live."""

import argparse
import ast
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from threading import Lock
from typing import NamedTuple

from tests.mirrors import ROOT, of_module
from tests.parts import ONE_THREAD

from .changes import changes
from .equivalent import reason

ROOMS = ("services", "exchange", "text")
PATIENCE = 4  # Times as long as the tests take without a change, and then it hangs.


class Mutant(NamedTuple):
    path: str
    number: int
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}  {self.what}"


class Run(NamedTuple):
    """What one run of tests came to: None when it did not end."""

    status: int | None
    seconds: float


def modules() -> list[str]:
    found = [path for room in ROOMS for path in (ROOT / "annotations" / room).rglob("*.py")]
    rights = (ROOT / "annotations" / name for name in ("access.py", "rights.py"))
    paths = [*rights, *sorted(found)]
    return [str(path.relative_to(ROOT)) for path in paths if path.name != "__init__.py"]


def mutants(paths: list[str]) -> Iterator[Mutant]:
    for path in paths:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        for number, change in enumerate(changes(tree)):
            yield Mutant(path, number, change.line, change.what)


def drawn(most: int, seed: int, within: str) -> list[Mutant]:
    """The same for the same seed and source."""
    pool = [one for one in mutants(modules()) if one.path.startswith(within)]
    return random.Random(seed).sample(pool, min(most, len(pool)))


class Trial:
    """Tries mutants, as many at once as there are databases, until the time is over."""

    def __init__(self, minutes: float, workers: int):
        self.ends = time.monotonic() + minutes * 60
        self.databases: Queue[str] = Queue()
        for number in range(workers):
            self.databases.put(f"test_mutants_{number}")
        self.unchanged: dict[tuple[str, ...], Run] = {}
        self.lock = Lock()

    def outcome(self, mutant: Mutant) -> str:
        if time.monotonic() > self.ends:
            return "not tried"
        known = reason(mutant.path, _source(mutant), mutant.what)
        if known:
            return "equivalent"
        tests = tuple(map(str, of_module(Path(mutant.path))))
        database = self.databases.get()
        try:
            before = self._unchanged(tests, database)
            if before.status:
                return "red before"
            limit = before.seconds * PATIENCE + 20
            run = _run(tests, database, f"{mutant.path}:{mutant.number}", limit)
        finally:
            self.databases.put(database)
        return "lives" if run.status == 0 else "killed"

    def _unchanged(self, tests: tuple[str, ...], database: str) -> Run:
        with self.lock:
            known = self.unchanged.get(tests)
        if known is None:
            known = _run(tests, database, "", 900)
            with self.lock:
                self.unchanged[tests] = known
        return known


def _run(tests: tuple[str, ...], database: str, mutant: str, limit: float) -> Run:
    env = os.environ | ONE_THREAD | {"NEWSROOM_TEST_DB": database, "NEWSROOM_MUTANT": mutant}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    start = time.monotonic()
    try:
        done = subprocess.run(
            [*command, "-p", "tests.mutants.plugin", *tests],
            cwd=ROOT, env=env, timeout=limit, capture_output=True, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Run(None, limit)
    return Run(done.returncode, time.monotonic() - start)


def _source(mutant: Mutant) -> str:
    lines = (ROOT / mutant.path).read_text(encoding="utf-8").splitlines()
    return lines[mutant.line - 1].strip()


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/mutants", description=__doc__)
    parser.add_argument("--most", type=int, default=400, help="how many are drawn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60, help="then no other is begun")
    parser.add_argument("--within", default="annotations", help="a module or folder to draw from")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()

    trial = Trial(asked.minutes, asked.workers)
    chosen = drawn(asked.most, asked.seed, asked.within)
    counts: Counter[str] = Counter()
    with ThreadPoolExecutor(asked.workers) as pool:
        for mutant, outcome in zip(chosen, pool.map(trial.outcome, chosen), strict=True):
            counts[outcome] += 1
            if outcome in ("lives", "red before"):
                print(f"{outcome:10}  {mutant}\n            {_source(mutant)}", flush=True)
    tried = counts["killed"] + counts["lives"]
    print(", ".join(f"{number} {outcome}" for outcome, number in counts.most_common()))
    print(f"score {counts['killed'] / tried:.0%} of {tried}" if tried else "none tried")
    return 0


if __name__ == "__main__":
    sys.exit(main())
