"""Words as they are compared: for search and for the keys of aliases, never for showing."""

import re
import unicodedata
from functools import lru_cache

# Letters with a stroke have no decomposition; apostrophes and dashes differ by keyboard.
LOOK_ALIKES = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H",
        "ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th",
        "ð": "d", "Ð": "D",
        "’": "'", "‘": "'", "ʼ": "'", "ʹ": "'", "′": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
        "ـ": None,
    }
)  # fmt: skip
# The voicing of kana is a mark to Unicode and another letter to the reader.
VOICING = frozenset("\u3099\u309a")
# No class of their own, and nothing but marks when they are taken apart.
TIBETAN_VOWELS = frozenset("\u0f73\u0f75\u0f81")
SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text without case, accents, vowel points and typographic variants.

    Words stay apart where they were apart; offsets of the result mean nothing. Folding twice is
    folding once.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    # One character at a time, each sort of them once: marks, whose order would count, are gone.
    return unicodedata.normalize(
        "NFC", text.translate({ord(char): _fold(char) for char in set(text)})
    )


def key(name: str) -> str:
    """The folded name with single spaces: equal for two spellings of one name."""
    return SPACES.sub(" ", fold(name)).strip()


@lru_cache(maxsize=20_000)
def _fold(char: str) -> str:
    decomposed = unicodedata.normalize("NFKD", _without_marks(char.translate(LOOK_ALIKES)))
    decomposed = unicodedata.normalize("NFKD", _without_marks(decomposed).casefold())
    return _without_marks(decomposed).translate(LOOK_ALIKES)


def _without_marks(text: str) -> str:
    return "".join(char for char in text if not _is_mark(char))


def _is_mark(char: str) -> bool:
    if char.isascii():
        return False
    if unicodedata.combining(char):
        return char not in VOICING
    # Format characters are invisible; the joiners would part one word from its other spelling.
    return char in TIBETAN_VOWELS or unicodedata.category(char) == "Cf"
