"""The two files of pinned packages agree."""

from tests.mirrors import ROOT


def pinned(name: str) -> set[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if "==" in line and not line.startswith("#")}


def test_what_develops_has_all_that_runs_at_the_same_versions():
    assert pinned("requirements.txt") - pinned("requirements-dev.txt") == set()
    assert len(pinned("requirements.txt")) > 30
