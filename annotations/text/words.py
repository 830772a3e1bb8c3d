"""A text as words: what two versions of it are compared by."""

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from itertools import accumulate, groupby
from typing import NamedTuple

import regex

# Nobody sees these, and editors' programs put them in and take them out.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
QUOTES = str.maketrans("’‘ʼ‛`´′“”„‟«»″", "'''''''\"\"\"\"\"\"\"")
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
SAME = {**QUOTES, **DASHES, **dict.fromkeys(map(ord, INVISIBLE)), ord("…"): "..."}
TYPED_DASH = re.compile("--+")

# Written without spaces: every character is a word of its own.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)

NO_BREAK, SPACE, LINE = 0, 1, 2


class Words(NamedTuple):
    """The words and signs of a text, in order: four lists of the same length.

    `keys` are the words as they are compared; `starts` and `ends` their ranges in code points;
    `breaks` what stands before each: nothing, white space, or a line break.
    """

    keys: list[str]
    starts: list[int]
    ends: list[int]
    breaks: list[int]


def split_words(text: str) -> Words:
    """The words of a text; case counts, typography does not.

    White space separates and is no word. Quotation marks, dashes, invisible characters and the
    ways to compose an accent make no difference to a key.
    """
    parts = pieces(text)
    bounds = [0, *accumulate(map(len, parts))]
    keys = {part: _key(part) for part in set(parts)}
    found = [keys[part] for part in parts]
    at = [i for i, key in enumerate(found) if isinstance(key, str)]
    # The last one stands before the first one, and a text begins like a line.
    found.append(LINE)
    return Words(
        [key for key in found if isinstance(key, str)],
        [bounds[i] for i in at],
        [bounds[i + 1] for i in at],
        [before if isinstance(before := found[i - 1], int) else NO_BREAK for i in at],
    )


def pieces(text: str) -> list[str]:
    """The words, signs and runs of white space that the text is made of; nothing is left out.

    A word is a run of letters, digits, marks and underscores; of scripts that are written without
    spaces each character is one.
    """
    return (PIECE_UNSPACED if HAS_UNSPACED.search(text) else PIECE).findall(text)


def tokens_in(text: str) -> Callable[[int, int], list[str]]:
    """Finds the words and signs in a range (code points) of the text, as `pieces` has them."""
    if text.isascii() or not UNUSUAL.search(text):
        return partial(TOKEN.findall, text)
    # What nobody sees may stand among white space.
    return lambda start, end: [
        token for piece in pieces(text[start:end]) for token in piece.split()
    ]


def fold_signs(text: str) -> str:
    """The text with one sort of quotation marks and dashes, without invisible characters, NFC."""
    if text.isascii():
        text = text.replace("`", "'")
    else:
        text = unicodedata.normalize("NFC", text.translate(SAME))
    return TYPED_DASH.sub("-", text) if "--" in text else text


def _key(piece: str) -> str | int:
    """What a piece is compared by; for white space the kind of break it is."""
    if piece[0].isspace():
        return LINE if "\n" in piece else SPACE
    return fold_signs(piece) or NO_BREAK


def _ranges(characters: list[str]) -> str:
    """Characters in order as ranges for a character class."""
    runs = groupby(enumerate(map(ord, characters)), key=lambda pair: pair[1] - pair[0])
    bounds = [[point for _, point in run] for _, run in runs]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in bounds)


# The planes that have combining marks. `re` knows no Unicode properties but takes a third of the
# time of `regex` here.
EVERY = "".join(map(chr, (*range(0x20000), *range(0xE0000, 0xE0200))))
MARKS = _ranges(regex.findall(rf"[\p{{M}}{INVISIBLE}]", EVERY))
# A sign by itself, or with what is written upon it.
SIGN = rf"--+|\.\.\.|\S[{MARKS}]*"
BLANK = rf"(?:\s[{INVISIBLE}]*)+"
# First what most pieces are, without a look at the long list of marks: a word before a sign below
# the first mark, a space before a letter or sign of ASCII. The rest says the same of all others.
COMMON = r"\w+(?=[\x00-/:-@\[-^`{-\xa9\xab\xac])"
PIECE = re.compile(rf"{COMMON}| (?=[!-~])|[\w{MARKS}]+|{BLANK}|{SIGN}")
PIECE_UNSPACED = re.compile(rf"(?:(?![{UNSPACED}])[\w{MARKS}])+|{BLANK}|{SIGN}")
HAS_UNSPACED = re.compile(f"[{UNSPACED}]")
# A text without any of these has no marks and no scripts of single characters. Letters of Latin,
# Greek and Cyrillic and the signs of print are not here; another that is takes the longer way.
UNUSUAL = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0530-\u1dff\u200b-\u200f\u2060-\u206f\u20d0-\u20ff\u2c00-\U0010ffff]"
)
TOKEN = re.compile(r"\w+|--+|\.\.\.|[^\w\s]")
