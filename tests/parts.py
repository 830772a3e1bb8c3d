"""Everything the project checks, part after part; `script/test` runs it.

A part that fails hides no other: all of them run, and the last lines say what each came to.
"""

import os
import re
import secrets
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

PYTHON = sys.executable
# A worker has a database of its own, and keeps to whole files: their tests share what they load.
SPREAD = ("-n", "logical", "--maxprocesses", "4", "--dist", "loadfile")
SHOWN = "-rfE"
# Real browsers, killed processes and races of connections on a busy machine: what fails is tried
# once more, and told, by itself and with a product of its own. More than these have another reason.
MOST_AGAIN = 10
TESTS_FAILED = 1  # An exit status of pytest.
COUNT = re.compile(r"(\d+) (passed|failed|error|skipped|xfailed|xpassed|rerun)")
LAST_LINE = re.compile(r"(=+ )?(\d+ [a-z ]+(, )?)+ in [\d.]+s\b")
# Workers share the cores among them: numpy is not to use all of them in each.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
UNIT = ("--ignore=tests/browser", "--ignore=tests/faults")
DJADE = str(Path(PYTHON).with_name("djade"))
TEMPLATES = sorted(map(str, Path("templates").rglob("*.html")))
# Enough for `check --deploy` to judge the settings of a real site; nothing connects to it.
DEPLOYED = {
    "SECRET_KEY": secrets.token_urlsafe(64),
    "NEWSROOM_HTTPS": "1",
    "DATABASE_URL": "postgres://application@localhost/newsroom",
    "DATABASE_OWNER_URL": "postgres://owner@localhost/newsroom",
}


class Part(NamedTuple):
    """One heading of the run: its commands, all of which have to succeed."""

    name: str
    commands: Sequence[Sequence[str]]
    env: dict[str, str] = {}
    again: Sequence[str] = ()  # What runs the few tests again that failed.


class Outcome(NamedTuple):
    name: str
    failed: bool
    counts: Counter
    seconds: float


def pytest(*options: str) -> list[str]:
    return [PYTHON, "-m", "pytest", "-q", *options]


def again(*which: str) -> list[str]:
    return pytest("--last-failed", "--last-failed-no-failures", "none", SHOWN, *which)


PARTS = (
    Part("lint", [
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "ruff", "format", "--check", "."],
        [DJADE, "--check", "--target-version", "5.2", *TEMPLATES],
    ]),
    Part("types", [[PYTHON, "-m", "mypy"]]),
    Part("migrations", [[PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]]),
    Part("deployment", [[PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]], DEPLOYED),
    Part("unit", [pytest(*SPREAD, SHOWN, *UNIT)], ONE_THREAD, again=again(*UNIT)),
    Part("browser", [pytest(*SPREAD, SHOWN, "tests/browser")], again=again("tests/browser")),
    Part("faults", [pytest(*SPREAD, SHOWN, "tests/faults")], again=again("tests/faults")),
)  # fmt: skip


def run(parts: Iterable[Part]) -> int:
    """Run them all and print a summary; the exit status: 0 when none failed."""
    outcomes = [_run(part) for part in parts]
    print("\n== summary")
    for one in outcomes:
        verdict = "FAILED" if one.failed else "ok"
        print(f"{one.name:12} {verdict:7} {one.seconds / 60:5.1f} min  {_words(one.counts)}")
    total = sum((one.counts for one in outcomes), Counter())
    print(_words({"passed": 0, "failed": 0} | total), flush=True)
    return int(any(one.failed for one in outcomes))


def _run(part: Part) -> Outcome:
    print(f"\n== {part.name}", flush=True)
    start = time.monotonic()
    counts: Counter = Counter()
    failed = False
    for command in part.commands:
        status, found = _counted(command, part.env)
        if part.again and status == TESTS_FAILED and found["failed"] <= MOST_AGAIN:
            print("\nOnce more, by themselves:", flush=True)
            found["rerun"] = found.pop("failed")
            status, more = _counted(part.again, part.env)
            found += more
        counts += found
        failed |= status != 0
    return Outcome(part.name, failed, counts, time.monotonic() - start)


def _counted(command: Sequence[str], env: dict[str, str]) -> tuple[int, Counter]:
    status, last = _passed_on(command, env)
    return status, counts_in(last, status)


def _passed_on(command: Sequence[str], env: dict[str, str]) -> tuple[int, str]:
    """The exit status of a command and its last line of counts; all it says is passed on."""
    last = ""
    with subprocess.Popen(
        command, env={**os.environ, **env}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace",
    ) as process:  # fmt: skip
        for line in process.stdout:
            print(line, end="", flush=True)
            if LAST_LINE.match(line):
                last = line
    return process.returncode, last


def counts_in(last: str, status: int) -> Counter:
    """What a last line of pytest counts; a command without one counts as one check.

    An error (of a fixture, of a file that cannot be read) is a failure.
    """
    counts: Counter = Counter()
    for number, word in COUNT.findall(last):
        counts["failed" if word == "error" else word] += int(number)
    if not counts or (status and not counts["failed"]):
        counts["failed" if status else "passed"] += 1
    return counts


def _words(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {word}" for word, number in counts.items())


if __name__ == "__main__":
    sys.exit(run(PARTS))
