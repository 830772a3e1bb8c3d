"""What nobody sees is no part of a text, and moves nothing that was marked in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.canonical import canonicalise
from annotations.text.invisible import shown


def selectors(data: bytes) -> str:
    """Bytes as variation selectors, as C2PA writes them."""
    return "".join(chr(0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16) for byte in data)


MANIFEST = b"C2PATXT\0\1" + (3_000).to_bytes(4, "big") + bytes(i % 256 for i in range(3_000))
WRAPPER = "\ufeff" + selectors(MANIFEST)


@pytest.mark.parametrize("before", ["Ten words.", "It cost 12", "葛城", "שלום", "so ❤️", "e\u0301"])
def test_a_manifest_behind_a_text_is_kept_beside_it(before):
    canonical = canonicalise(before + WRAPPER)

    assert canonical.text == canonicalise(before).text
    assert canonical.hidden == MANIFEST


@given(st.binary(min_size=2, max_size=40))
def test_any_hidden_bytes_leave_the_text_clean_and_are_kept(data):
    canonical = canonicalise(f"Ten {selectors(data)}words")

    assert canonical.text == "Ten words"
    assert canonical.hidden == data


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
        ("a\x01\x08b\x0b\x0cc\x0e\x1b\x1f\td\n", "abc\td\n"),
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
