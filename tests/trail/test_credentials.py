"""A plain text carries who made it, in signs that no reader sees, and cannot be changed unnoticed."""

import sys
import unicodedata
from datetime import datetime, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from annotations.trail.credentials import BY_PEOPLE, CannotMark, mark

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
TEXT = "41 bridges need repair.\n\nVerdict: Supported, says Zoë.\n"
WHEN = datetime(2026, 11, 30, 12, tzinfo=timezone.utc)


@pytest.fixture
def package():
    return pytest.importorskip("c2patxt")


def marked(text: str = TEXT) -> str:
    return mark(text, KEY, name="Politics", when=WHEN)


def test_the_package_finds_a_valid_credential(package):
    found = package.verify(marked())
    assert found.state is package.Provenance.VALID
    assert package.strip(marked()) == TEXT


def test_the_package_refuses_one_changed_letter(package):
    changed = marked().replace("41 bridges", "47 bridges")
    found = package.verify(changed)
    assert found.state is package.Provenance.INVALID
    with pytest.raises(ValueError, match="invalid"):
        found.raise_for_state(package.Provenance.VALID)


@pytest.mark.parametrize("at", range(0, len(TEXT), 7))
def test_it_refuses_any_other_letter_too(package, at):
    changed = marked()
    changed = changed[:at] + ("x" if changed[at] != "x" else "y") + changed[at + 1 :]
    assert package.verify(changed).state is package.Provenance.INVALID


def test_it_says_that_people_made_the_text(package):
    [actions] = package.extract(marked()).assertions["c2pa.actions.v2"]["actions"]
    assert actions["digitalSourceType"] == BY_PEOPLE
    assert "c2pa.ai-disclosure" not in package.extract(marked()).assertions


def test_the_same_text_is_the_same_bytes(package):
    assert marked() == marked()


@pytest.mark.parametrize(
    "name", ["Редакція перевірки фактів новин, м. Київ", "編" * 120, "D" * 120, ""]
)
def test_a_desk_may_have_a_long_name_in_any_script(package, name):
    found = package.verify(mark(TEXT, KEY, name=name, when=WHEN))
    assert found.state is package.Provenance.VALID


def test_decomposed_letters_are_composed(package):
    assert package.strip(marked(unicodedata.normalize("NFD", TEXT))) == TEXT


def test_without_the_package_it_says_what_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "c2patxt", None)
    with pytest.raises(CannotMark, match=r"requirements-c2pa\.txt"):
        marked()
