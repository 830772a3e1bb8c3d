"""Names in Latin letters as they sound, so that transliterations of one name come together."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from annotations.text.folding import key

WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
ARABIC = re.compile(r"[\u0590-\u07ff]")
# Each stands for a word or a syllable: two of them that cannot be spelled are still two.
SIGNS = "\u3400-\u9fff\U00012000-\U0001254f\U00020000-\U0003ffff"
SIGN = re.compile(f"[{SIGNS}]")
UNHEARD = re.compile(f"[^a-z0-9{SIGNS}]")
# Spellings of one sound by the customs of English, German, French, Polish and scholars; in order.
SOUNDS = (
    (r"tsch|tch|tsh|cz|ch(?=[aeiouy]|$)", "c"), (r"schtsch|shch|szcz", "sc"), (r"sch|sh|sz", "s"),
    (r"zh|kh|gh|dh|th|rh", lambda match: match[0][0]), (r"ph", "f"), (r"ck|q|x(?=$)", "k"),
    (r"x", "ks"), (r"w", "v"), (r"ou|oo", "u"), (r"^[yj](?=[aeiou])", "J"), (r"(?<=.)[yj]", "i"),
    (r"^y", "i"), (r"h", ""), (r"ie|ia(?=[a-z])", lambda match: match[0][1]),
    (r"([a-z])\1+", r"\1"), (r"ii+", "i"),
)  # fmt: skip
RULES = [(re.compile(pattern), put) for pattern, put in SOUNDS]
VOWELS = re.compile(r"[aeiou]")
REPEATED = re.compile(r"([a-z])\1+")
DISAGREED = str.maketrans("czJ", "ksi")
NEAR = str.maketrans("iu", "eo")


@lru_cache(maxsize=50_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, small and in Latin letters; initials of one letter stay.

    Numbers stay, and what no Latin letters can spell: rare Han, cuneiform, words of silent
    letters.
    """
    parts = WORD.findall(unicodedata.normalize("NFKC", name))
    return tuple(word for part in parts if (word := _latin(part) or _as_written(part)))


def _latin(word: str) -> str:
    """Long vowels of scripts that write no short ones go too: they cannot be compared."""
    latin = key("".join(anyascii(char) or (char if SIGN.match(char) else "") for char in word))
    if ARABIC.search(word):
        latin = latin[:1] + re.sub(r"[wyh]", "", latin[1:])
    return UNHEARD.sub("", latin)


def _as_written(word: str) -> str:
    return "".join(char for char in key(word) if char.isalnum())


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A small Latin word as it sounds, roughly: "zelenskiy" and "zelenskyy" are one."""
    for pattern, put in RULES:
        word = pattern.sub(put, word)
    return word


@lru_cache(maxsize=50_000)
def consonants(word: str) -> str:
    """The sound without vowels, and without what alphabets disagree about: "c" or "k", "z" or "s".

    The vowels alone for a word that has no more.
    """
    heard = sound(word)
    bare = VOWELS.sub("", heard).translate(DISAGREED).replace("ts", "s")
    return REPEATED.sub(r"\1", bare) or heard


def vowels(word: str) -> str:
    """The sound with "e" for "i" and "o" for "u", which transliterations do not tell apart."""
    return sound(word).translate(NEAR)


def has_no_vowels(word: str) -> bool:
    """A word of a script that writes none."""
    return not VOWELS.search(word) and len(word) > 1
