"""What nobody sees is no part of a text, and moves nothing that was marked in it."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.canonical import canonicalise
from annotations.text.invisible import SUSPECTS, shown


def selectors(data: bytes) -> str:
    """Bytes as variation selectors, as C2PA writes them."""
    return "".join(chr(0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16) for byte in data)


MANIFEST = b"C2PATXT\0\1" + (3_000).to_bytes(4, "big") + bytes(i % 256 for i in range(3_000))
WRAPPER = "\ufeff" + selectors(MANIFEST)
INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202c"
    "\u202e\u2060\u2066\u2069\u206a\u3164\ufe00\ufe0f\ufeff\uffa0\U000e0001\U000e0041\U000e007f"
    "\U000e0100\U000e01ef"
)


@pytest.mark.parametrize("before", ["Ten words.", "It cost 12", "葛城", "שלום", "so ❤️", "e\u0301"])
def test_a_manifest_behind_a_text_is_kept_beside_it(before):
    canonical = canonicalise(before + WRAPPER)

    assert canonical.text == canonicalise(before).text
    assert canonical.hidden == MANIFEST


@pytest.mark.parametrize("before", ["I ❤️\ufe0f it.", "A\ufe0f\ufe0f\ufe0f ", "葛", f"{WRAPPER} a"])
def test_a_manifest_is_known_by_how_it_begins_and_by_its_length(before):
    hidden = canonicalise(before + selectors(MANIFEST + b"more")).hidden

    assert hidden == (MANIFEST * 2 if WRAPPER in before else MANIFEST)


@pytest.mark.parametrize(
    "data",
    [b"", MANIFEST[:100], MANIFEST[:11], MANIFEST[1:], MANIFEST[:8] + b"\2" + MANIFEST[9:]],
)
def test_bytes_that_are_no_whole_manifest_are_kept_as_they_are_when_they_are_many(data):
    canonical = canonicalise(f"Ten words.\ufeff{selectors(data)}")

    assert canonical.hidden == (data if len(data) >= 16 else b"")
    assert canonical.text.strip("\ufeff") == "Ten words."


@given(st.binary(min_size=2, max_size=40))
def test_any_hidden_bytes_leave_the_text_clean(data):
    assert canonicalise(f"Ten {selectors(data)}words").text == "Ten words"


@given(st.text(alphabet=f"{INVISIBLE}a ❤葛\n", max_size=80))
def test_a_text_that_was_cleaned_is_clean(text):
    cleaned = canonicalise(text).text

    assert canonicalise(cleaned).text == cleaned


@given(st.text(alphabet=INVISIBLE, min_size=200, max_size=300))
def test_no_mixture_of_invisible_characters_is_long(run):
    assert len(canonicalise(f"x{run}y").text) < 34


@pytest.mark.parametrize(
    "text",
    [
        "❤️ 1️⃣ ☀︎",
        "葛\U000e0100城",
        "ᠠ\u180b",
        "\u2229\ufe00 \u4fae\ufe00",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "👩‍👩‍👧‍👦 بین‌الملل क्‍ष",
        "a \u2067שלום\u2069 b",
        "say \u2067abc\u2069",
        "say \u202babc \u2067d\u2069 \u202c \n",
        "Donau\xaddampf\xadschiff",
        "a\u200b\u200b\u200bb",
    ],
)
def test_what_a_character_needs_stays(text):
    assert canonicalise(text).text == text
    assert canonicalise(text).hidden == b""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("❤️" + "\ufe0f" * 9, "❤️"),
        ("葛\U000e0100\U000e0101", "葛\U000e0100"),
        ("a" + "\U000e0041" * 3 + "b", "ab"),
        ("🏴\U000e0067\U000e007f" + "\U000e0041" * 3, "🏴\U000e0067\U000e007f"),
        ("a" + "\u200b\u200c" * 40 + "b", "ab"),
        ("a\x01\x08b\x0b\x0cc\x0e\x1b\x1f\td\n", "ab\nc\td\n"),
        ("one\x0b two \x0cthree\x0c\nfour\x0c", "one two three\nfour"),
        ("A\ufe0f\ufe0f", "A"),
        ("I ❤️\ufe0f it.", "I ❤️ it."),
        ("x\u202e\u3000", "x\u3000"),
        ("x\u202e\u200b", "x\u200b"),
        ("a \u2067b\u2069\u2069", "a \u2067b\u2069"),
        ("a \u2067b\n\u2069", "a \u2067b\n"),
        ("a \u202bb\u2069\u202c\u200f", "a \u202bb\u202c"),
        *((f"x{char * 5_000}", "x") for char in "\xad\u034f\u200e\u202a\u206a\u3164\u180b"),
        ("x" + "\ufe00\u200b" * 100, "x"),
        ("x" + "\U000e0041\u200b" * 200, "x"),
        ("x" + ("\u200b" * 31 + "\u200e") * 5 + "y", "xy"),
        ("so.\u202c", "so."),
        ("so.\u200f \u2069\n", "so. \n"),
        ("a\ufe0f\x01\ufe0fb", "ab"),
    ],
)
def test_what_no_character_needs_goes(text, left):
    assert canonicalise(text).text == left
    assert shown(text) == left


def test_three_hundred_thousand_selectors_move_no_word():
    hidden = "\ufe01" * 300_000
    sent = f"The quay\r\nopens{hidden} on 1 March{hidden} at noon."
    canonical = canonicalise(sent)

    assert canonical.text == "The quay\nopens on 1 March at noon."
    for words in ("quay", "opens", "1 March", "noon"):
        start = sent.index(words)
        found = canonical.text[slice(*canonical.span(start, start + len(words)))]
        assert found == words
    assert canonical.offset(len(sent)) == len(canonical.text)


def test_suspects_are_all_that_is_looked_for_and_nothing_else():
    every = "".join(char for char in map(chr, range(0x110000)) if not "\ud800" <= char <= "\udfff")
    looked_for = r"[\x01-\x08\x0b\x0c\x0e-\x1f\p{Default_Ignorable_Code_Point}]"

    assert set(regex.findall(looked_for, every)) == SUSPECTS
