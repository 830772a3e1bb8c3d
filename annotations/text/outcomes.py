"""What a correction did to words that somebody was asked to correct. Pure."""

import unicodedata
from collections.abc import Iterable, Sequence

import regex

WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[.,'’][\p{L}\p{M}\p{N}]+)*%?")
CORRECTED, GONE, UNCHANGED = "corrected", "gone", "unchanged"


def words_after(before: Iterable[str], text: str, now: Sequence[str]) -> str:
    """`unchanged`, `corrected` or `gone`.

    `before` are the places of a claim as they read when the request was made, `text` the new
    revision, `now` the same places as they read in it (none: the words were not found again).
    Never `corrected` while the words still stand anywhere in the text: punctuation, quotation
    marks, blanks and case make no correction, a number or a word does.
    """
    whole = _words(text)
    if any(_stands(_words(one), whole) for one in before):
        return UNCHANGED
    return CORRECTED if now else GONE


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return WORD.findall(folded)


def _stands(wanted: list[str], text: list[str]) -> bool:
    """Whether the words stand beside each other in the text, in their order."""
    if not wanted:
        return False
    first, length = wanted[0], len(wanted)
    return any(word == first and text[at : at + length] == wanted for at, word in enumerate(text))
