from hypothesis import given

from annotations.text.blocks import BLOCK_TYPES, plain_blocks
from annotations.text.canonical import canonicalise

from .nasty import nasty_text


def test_each_line_that_is_not_blank_is_a_paragraph():
    text = "\nHead 👩‍👧\n one \n\n \u00a0\ntwo"
    words = [text[block["start"] : block["end"]] for block in plain_blocks(text)]
    assert words == ["Head 👩‍👧", " one ", "two"]
    assert {block["type"] for block in plain_blocks(text)} == {"paragraph"}


def test_a_text_without_words_has_no_blocks():
    assert plain_blocks("") == plain_blocks("\n \n\t\n") == []


@given(nasty_text)
def test_blocks_hold_everything_but_blanks_and_never_a_line_break(text):
    text = canonicalise(text).text
    blocks = plain_blocks(text)
    assert all("\n" not in text[b["start"] : b["end"]] for b in blocks)
    assert all(b["type"] in BLOCK_TYPES for b in blocks)
    outside, done = "", 0
    for block in blocks:
        assert block["start"] >= done
        outside += text[done : block["start"]]
        done = block["end"]
    assert not (outside + text[done:]).strip()


def test_blanks_before_words_belong_to_their_paragraph():
    text = f"{' ' * 3_000}\n\t\u2028\n \u00a0 One. \n\n\u3000Two"

    assert [text[one["start"] : one["end"]] for one in plain_blocks(text)] == [
        " \u00a0 One. ", "\u3000Two",
    ]  # fmt: skip
