"""Two versions of a text side by side, ready to be compared."""

import sys
from typing import NamedTuple

from ..words import Words, split_words
from .passages import passages


class Version(NamedTuple):
    """One version of a text.

    `code` has one private character for each word, the same for equal words of both versions,
    so that a library for strings compares words. `passages` are ranges of words, `codes` the
    part of `code` that each of them is, and `homes` the index of each word's passage.
    """

    text: str
    words: Words
    code: str
    passages: list[tuple[int, int]]
    codes: list[str]
    homes: list[int]


def versions(old_text: str, new_text: str) -> tuple[Version, Version]:
    """Both versions, in the same code."""
    vocabulary: dict[str, str] = {}
    return _version(old_text, vocabulary), _version(new_text, vocabulary)


def _version(text: str, vocabulary: dict[str, str]) -> Version:
    words = split_words(text)
    for key in words.keys:
        if key not in vocabulary:
            # A text of more different words than there are characters would share some; what
            # is found is verified by the words themselves.
            vocabulary[key] = chr(len(vocabulary) % (sys.maxunicode + 1))
    code = "".join([vocabulary[key] for key in words.keys])
    found = passages(words)
    homes = [i for i, (start, end) in enumerate(found) for _ in range(start, end)]
    return Version(text, words, code, found, [code[start:end] for start, end in found], homes)
