"""`manage.py serve` becomes the process that `up` starts, with more patience for requests."""

import os

import pytest
from django.core.management import CommandError, call_command

from newsroom.launcher import stack


@pytest.fixture
def become(monkeypatch, settings, tmp_path):
    """What the command becomes, by its words."""
    settings.STATIC_ROOT = settings.DATA = tmp_path
    taken: list = []
    monkeypatch.setattr(os, "execv", lambda path, words: taken.append((path, words)))

    def asked(*words: str) -> list[str]:
        call_command("serve", *words)
        [(path, found)] = taken
        assert path == found[0]
        return found

    return asked


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["web"], lambda data: stack.web("127.0.0.1", 8000, patience=stack.PATIENT)),
        (
            ["web", "--host", "0.0.0.0", "--port", "80", "--processes", "3"],
            lambda data: stack.web("0.0.0.0", 80, 3, stack.PATIENT),
        ),
        (["events"], lambda data: stack.events("127.0.0.1", 8001)),
        (["web", "--beside"], lambda data: stack.web("127.0.0.1", 8010, 2, stack.PATIENT)),
        (["events", "--beside"], lambda data: stack.events("127.0.0.1", 8011)),
        (["worker"], lambda data: stack.worker()),
        (["worker", "--processes", "5"], lambda data: stack.worker(5)),
        (["beat"], stack.beat),
    ],
)
def test_it_is_what_up_starts(become, tmp_path, words, expected):
    assert become(*words) == expected(tmp_path)


def test_numbers_reach_the_servers():
    assert "7" in stack.web("127.0.0.1", 8000, 7)
    assert "5" in stack.worker(5)


def test_web_without_static_files_says_what_to_do(become, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "none"
    with pytest.raises(CommandError, match="collectstatic"):
        become("web")
    assert become("beat")


def test_what_is_no_process_is_refused(become):
    with pytest.raises(CommandError, match="invalid choice"):
        become("everything")
    with pytest.raises(CommandError, match="--beside is for these"):
        become("worker", "--beside")
