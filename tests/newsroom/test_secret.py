"""The signing key of an installation: made once, readable by its owner alone."""

import os
import stat

import pytest

from newsroom.secret import kept_secret


@pytest.fixture
def path(tmp_path):
    return tmp_path / "not" / "there" / "secret_key"


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_it_is_made_with_mode_0600_whatever_the_mask(path, mask):
    before = os.umask(mask)
    try:
        kept_secret(path)
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_is_long_and_the_same_ever_after(path):
    secret = kept_secret(path)

    assert len(secret) >= 64
    assert kept_secret(path) == kept_secret(path) == secret


def test_two_installations_have_two(path, tmp_path):
    assert kept_secret(path) != kept_secret(tmp_path / "secret_key")


def test_one_that_is_there_is_kept(path):
    path.parent.mkdir(parents=True)
    path.write_text("given by hand\n")

    assert kept_secret(path) == "given by hand"
    assert path.read_text() == "given by hand\n"


def test_nothing_but_the_key_is_left(path):
    kept_secret(path)

    assert list(path.parent.iterdir()) == [path]


def test_of_two_first_starts_the_faster_one_wins(path, monkeypatch):
    def linked_meanwhile(fresh, to):
        to.write_text("of the other process")
        raise FileExistsError(to)

    monkeypatch.setattr(os, "link", linked_meanwhile)

    assert kept_secret(path) == "of the other process"
    assert list(path.parent.iterdir()) == [path]
