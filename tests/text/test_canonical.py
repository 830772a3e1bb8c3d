import re
from unicodedata import combining, normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.text.canonical import UnfitText, canonicalise
from annotations.text.message import Message

from .nasty import NASTY, any_text, nasty_text, pairs

texts = pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)


SELECTORS = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"


def plainly(text: str) -> str:
    """The rule of the design in library calls; emoji are the only ones here that take a selector."""
    controls = "[\x01-\x08\x0b\x0c\x0e-\x1f]"
    text = re.sub(
        rf"(?<=\S)(?<!{controls}){controls}*[\v\f]{controls}*(?!{controls})(?=\S)", "\n", text
    )
    text = re.sub(controls, "", text)
    text = re.sub(f"([❤👍👩👧👦👨0-9*#])([\ufe0e\ufe0f]){SELECTORS}+", r"\1\2", text)
    text = re.sub(f"(?<![❤👍👩👧👦👨0-9*#])\ufeff?{SELECTORS}{{2,}}", "", text)
    end = re.search(r"[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*\Z", text).start()
    text = text[:end] + re.sub("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text[end:])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return normalize("NFC", re.sub("\n{3,}", "\n\n", text))


@texts
def test_text_follows_the_rule(text):
    assert canonicalise(text).text == plainly(text)


@given(st.one_of(nasty_text, any_text))
def test_any_text_follows_the_rule_and_is_canonical_then(text):
    # A pair of directions at the end is more than the plain rule knows.
    assume(not re.search("[\u2066-\u2068].*\u2069|[\u202a\u202b\u202d\u202e].*\u202c", text))
    canonical = canonicalise(text).text
    assert canonical == plainly(text)
    assert canonicalise(canonical).text == canonical


def test_what_is_not_named_by_the_rule_stays():
    text = "\ufeff  a\u00a0b\u200d\u200c\tc \n \n\n d\u2028\x85  "
    assert canonicalise(text).text == text


def test_line_breaks_at_the_ends_stay():
    assert canonicalise("\n\na\n").text == "\n\na\n"


@given(st.one_of(nasty_text, any_text))
def test_offsets_run_from_end_to_end_and_never_back(text):
    canonical = canonicalise(text)
    offsets = [canonical.offset(i) for i in range(len(text) + 1)]
    assert offsets == sorted(offsets)
    assert (offsets[0], offsets[-1]) == (0, len(canonical.text))


@given(nasty_text, nasty_text)
def test_an_offset_between_independent_texts_stays_between_them(left, right):
    canonical = canonicalise(f"{left}|{right}")
    at = canonical.offset(len(left))
    assert canonical.text[:at] == canonicalise(f"{left}|").text[:-1]
    assert canonical.text[at + 1 :] == canonicalise(right).text


@texts
def test_every_range_keeps_its_characters(text):
    canonical = canonicalise(text)
    for i, j in pairs(text):
        start, end = canonical.span(i, j)
        found = canonical.text[start:end]
        for char in set(text[i:j]) - set("\r\n"):
            # A mark may live on in another composed form; taken apart it is there.
            assert set(normalize("NFD", char)) <= set(normalize("NFD", found)), (i, j)


@texts
def test_ranges_of_whole_characters_keep_exactly_their_words(text):
    canonical = canonicalise(text)
    cuts = [i for i in range(len(text) + 1) if splits_cleanly(text, i)]
    for i in cuts:
        for j in cuts:
            if i < j and "\n\n" not in plainly(text[i:j]):
                start, end = canonical.span(i, j)
                assert canonical.text[start:end] == plainly(text[i:j])


def splits_cleanly(text: str, i: int) -> bool:
    """Between two characters that are normalised apart."""
    apart = plainly(text[:i]) + plainly(text[i:]) == plainly(text)
    return apart and not combining(normalize("NFD", text[i : i + 1] or " ")[0])


def test_offsets_after_crlf_count_one_character_a_break():
    canonical = canonicalise("ab\r\ncd\r\n\r\n\r\nef")
    assert canonical.text == "ab\ncd\n\nef"
    assert canonical.text[slice(*canonical.span(4, 6))] == "cd"
    assert canonical.text[slice(*canonical.span(12, 14))] == "ef"
    assert canonical.span(2, 3) == canonical.span(3, 4) == (2, 3)


def test_half_of_a_composed_letter_stands_for_the_whole():
    canonical = canonicalise("cafe\u0301s")
    assert canonical.span(3, 4) == canonical.span(4, 5) == (3, 4)
    assert canonical.offset(4) == canonical.offset(5) == 4
    assert canonical.offset(6) == 5


def test_a_letter_that_comes_apart_is_kept_whole():
    canonical = canonicalise("x\u0958y")
    assert canonical.text == "x\u0915\u093cy"
    assert canonical.span(1, 2) == (1, 3)
    assert canonical.span(2, 3) == (3, 4)


def test_dropped_line_breaks_alone_are_an_empty_range():
    assert canonicalise("a\n\n\n\nb").span(3, 5) == (3, 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [("ab\0c", Message("text-nul", at=3)), ("a\ud800", Message("text-surrogate", at=2))],
)
def test_what_cannot_be_stored_is_refused_and_named(text, message):
    with pytest.raises(UnfitText) as refusal:
        canonicalise(text)
    assert refusal.value.message == message


def test_a_text_that_is_canonical_comes_back_itself():
    text = "A “canonical” text – in Київ.\n\nAnd more."
    canonical = canonicalise(text)
    assert canonical.text is text
    assert [canonical.offset(i) for i in (0, 7, len(text))] == [0, 7, len(text)]


def test_long_rows_of_marks_are_ordered_as_unicode_says():
    text = "x" + "\u0301\u0316\u0344\u0f74" * 20 + "e\u0f73\u0323"
    assert canonicalise(text).text == normalize("NFC", text)
