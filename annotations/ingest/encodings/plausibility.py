"""How strange a text looks: the sign of bytes that were read in the wrong encoding."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from ..language import likelihoods
from .alphabets import ALPHABETS, CODECS_OF, COMMON_IDEOGRAPHS, FREQUENT

WORD = re.compile(r"[^\W\d_]+")
# A sign that stands between two letters: a letter that was misread.
SIGN_IN_WORD = re.compile(
    r"(?<=[^\W\d_])[^\w\s'’`ʼ.,:;!?/@&()\[\]\"«»“”„‘‚…–—\-\u00ad·*](?=[^\W\d_])"
)
UNLIKELY_WEIGHS = 0.2  # As much as every fifth character being strange.
FREQUENT_SHARE = 0.6  # At least so many letters of a text are its language's frequent ones.
MOST_ACCENTED = 0.4  # Of a Latin text's letters; Vietnamese comes near.


@dataclass(frozen=True)
class Reading:
    """How bytes read in one encoding.

    `strange`: the share of strange characters among those that are not ASCII, 0 to 1.
    `likely`: the probability of a language that was written in this encoding, 0 when the text
    seems to be in another one.
    """

    strange: float
    likely: float

    @property
    def doubt(self) -> float:
        """The lower, the better the reading."""
        return self.strange + (1 - self.likely) * UNLIKELY_WEIGHS


def judge(text: str, codec: str) -> Reading:
    """How the text reads that came of bytes by this codec."""
    foreign = Counter(char for char in text if char > "\x7f" and not char.isspace())
    written = {
        language: probability
        for language, probability in likelihoods(text).items()
        if codec in CODECS_OF.get(language, ())
    }
    language = max(written, key=written.__getitem__, default="")
    strange = _strange(text, foreign, codec, language) / max(1, foreign.total())
    return Reading(min(1.0, strange), sum(written.values()) * _usual(foreign, language))


def _usual(foreign: Counter[str], language: str) -> float:
    """1 when the frequent letters of a language are frequent, soon less when they are not.

    A script that one language alone is written in would make any row of its letters likely.
    """
    if language not in FREQUENT:
        return 1.0
    letters = {char: n for char, n in foreign.items() if char.isalpha()}
    frequent = sum(n for char, n in letters.items() if char.lower() in FREQUENT[language])
    return min(1.0, frequent / max(1, sum(letters.values())) / FREQUENT_SHARE) ** 2


def _strange(text: str, foreign: Counter[str], codec: str, language: str) -> int:
    if any(unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") for char in foreign):
        return foreign.total()
    strange = _signs_in_words(text) + _uneven_words(text) + _crowded(text, foreign)
    if codec in COMMON_IDEOGRAPHS:
        return strange + _uncommon(foreign, codec)
    alphabet = set(ALPHABETS.get(language, ""))
    if not alphabet:
        return strange
    return strange + sum(n for char, n in foreign.items() if not _belongs(char, alphabet))


def _belongs(char: str, alphabet: set[str]) -> bool:
    """Whether a letter is in the alphabet; other signs are judged by their place only."""
    return not char.isalpha() or char.lower()[0] in alphabet


def _signs_in_words(text: str) -> int:
    signs = SIGN_IN_WORD.findall(text)
    return sum(not unicodedata.category(sign).startswith("M") for sign in signs)


def _uneven_words(text: str) -> int:
    """Characters of words that mix scripts or have a capital after a small letter."""
    uneven = 0
    for word in WORD.findall(text):
        if word.isascii():
            continue
        capitals = sum(
            before.islower() and char.isupper()
            for before, char in zip(word, word[1:], strict=False)
        )
        scripts = {_script(char) for char in word}
        if len(scripts) > 1:
            uneven += sum(char > "\x7f" for char in word)
        else:
            uneven += 2 * capitals
    return uneven


def _script(char: str) -> str:
    # Kana and ideographs stand in one word.
    name = unicodedata.name(char, "?").split(" ")[0]
    japanese = ("CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH", "KATAKANA-HIRAGANA", "IDEOGRAPHIC")
    return "CJK" if name in japanese else name


def _crowded(text: str, foreign: Counter[str]) -> int:
    """Accented Latin letters, when there are more of them than any language has."""
    accented = sum(n for char, n in foreign.items() if char.isalpha() and _script(char) == "LATIN")
    letters = sum(char.isalpha() for char in text)
    return accented if accented > MOST_ACCENTED * letters else 0


def _uncommon(foreign: Counter[str], codec: str) -> int:
    older, rare_from = COMMON_IDEOGRAPHS[codec]
    uncommon = 0
    for char, count in foreign.items():
        try:
            encoded = char.encode(older)
        except UnicodeEncodeError:
            encoded = b"\xff"
        if char.isalpha() and encoded[0] >= rare_from:
            uncommon += count
    return uncommon
