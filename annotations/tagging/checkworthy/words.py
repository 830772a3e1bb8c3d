"""The words of a sentence as the ranker reads them: small letters, numbers by their kind."""

import re

WORD = re.compile(r"\d(?:[\d.,]*\d)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[$€£%?!\"“”;:]")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
BEGIN, SOME_YEAR, FIGURE = "<s>", "<year>", "<number>"


def lowered(sentence: str) -> str:
    """In small letters, with every letter where it was: a few have small forms of two."""
    small = sentence.lower()
    if len(small) == len(sentence):
        return small
    return "".join(one if len(one.lower()) > 1 else one.lower() for one in sentence)


def words(small: str) -> list[str]:
    """The words and telling marks of a sentence in small letters, in order."""
    return [
        _kind(word) if word[0].isdigit() else word for word in WORD.findall(small.replace("’", "'"))
    ]


def _kind(word: str) -> str:
    return SOME_YEAR if YEAR.fullmatch(word) else FIGURE


def pairs(of_sentence: list[str]) -> list[str]:
    """Each word with the one behind it."""
    return [f"{one} {two}" for one, two in zip(of_sentence, of_sentence[1:], strict=False)]


def terms(of_sentence: list[str]) -> list[str]:
    """The words and pairs, the beginning being a word of a pair, without repetitions."""
    return list(dict.fromkeys([*of_sentence, *pairs([BEGIN, *of_sentence])]))
