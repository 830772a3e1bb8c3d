"""Settings from the environment: read as meant, or refused in one sentence."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import env


@pytest.fixture
def given(monkeypatch):
    """Sets the variable X, or takes it away."""

    def set_to(value: str | None) -> None:
        if value is None:
            monkeypatch.delenv("X", raising=False)
        else:
            monkeypatch.setenv("X", value)

    return set_to


@pytest.mark.parametrize(
    ("value", "read"), [(None, "d"), ("", "d"), ("  ", "d"), (" a b ", "a b"), ("0", "0")]
)
def test_text_without_its_outer_blanks(given, value, read):
    given(value)
    assert env.text("X", "d") == read


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_a_flag_that_is_set(given, value):
    given(value)
    assert env.flag("X") is True


@pytest.mark.parametrize("value", ["0", "False", "no", "OFF", "", " "])
def test_a_flag_that_is_not_set_whatever_the_default(given, value):
    given(value)
    assert env.flag("X", True) is False


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_nobody_mentions_has_its_default(given, default):
    given(None)
    assert env.flag("X", default) is default


@pytest.mark.parametrize("value", ["maybe", "2", "ja", "tru"])
def test_a_flag_that_is_neither_is_refused_by_name_and_value(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.flag("X")
    assert str(refusal.value) == f"X must be 1 or 0, not {value!r}."


@pytest.mark.parametrize(("value", "read"), [(None, 7), ("", 7), (" 12 ", 12), ("0", 0)])
def test_a_number_or_its_default(given, value, read):
    given(value)
    assert env.number("X", 7) == read


@pytest.mark.parametrize("value", ["-1", "1.5", "1e3", "many", "0x10", "1 2", "²", "+1"])
def test_a_number_that_is_none_is_refused_by_name_and_value(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.number("X")
    assert str(refusal.value) == f"X must be a whole number, not {value!r}."


@pytest.mark.parametrize(
    ("value", "read"), [(None, ["d", "e"]), ("a", ["a"]), (" a , b,,c, ", ["a", "b", "c"])]
)
def test_words_by_commas(given, value, read):
    given(value)
    assert env.words("X", "d,e") == read


def test_a_folder_is_a_whole_path(given, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/rana")

    given("data/../var")
    assert env.folder("X", Path("/none")) == tmp_path / "var"
    given("~/news")
    assert env.folder("X", Path("/none")) == Path("/home/rana/news")
    given("")
    assert env.folder("X", Path("/srv/news")) == Path("/srv/news")
