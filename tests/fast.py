"""`script/test --fast`: the unit tests of the rooms that were changed, without the slow ones."""

import os
import subprocess
import sys

from .mirrors import ROOT, of_changed
from .parts import ONE_THREAD, SPREAD, pytest

# Fast, and about the whole tree.
ALWAYS = ("tests/test_layers.py",)
LEFT_OUT = "not slow and not browser and not faults"


def changed() -> list[str]:
    """What differs from where this branch left main, or on main from its last commit; new files."""
    base = _git("merge-base", "main", "HEAD") or ["HEAD"]
    return _git("diff", "--name-only", base[0]) + _git("ls-files", "--others", "--exclude-standard")


def command(paths: list[str], *options: str) -> list[str]:
    tests = [str(path) for path in of_changed(paths) if str(path) not in ALWAYS]
    return [*pytest(*SPREAD), "-m", LEFT_OUT, *options, *ALWAYS, *tests]


def _git(*words: str) -> list[str]:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.split()


if __name__ == "__main__":
    os.environ.update(ONE_THREAD)
    asked = command(changed(), *sys.argv[1:])
    print(*asked[len(pytest(*SPREAD)) :], flush=True)
    sys.exit(subprocess.run(asked, cwd=ROOT, check=False).returncode)
