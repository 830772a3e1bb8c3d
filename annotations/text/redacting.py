"""Words taken out of a text: as many code points stay, so that every offset stays true. Pure."""

import json
import re
import unicodedata
from collections.abc import Iterable

from .folding import fold

FILL = "█"
SHORTEST = 2  # Code points of words that can be taken out.
SHORTEST_CUT = 4  # Of words that begin or end outside of a piece of text.
# Addresses and file names write a space otherwise.
GAP = r"(?:[\s_+.\-]|%20)+"
TOKEN = re.compile(r"\w+")
# Of scripts that put no space between words: theirs stand anywhere.
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


def filled(text: str) -> str:
    """As long as the text, with its lines and without its words."""
    return "".join(char if char == "\n" else FILL for char in text)


class Words:
    """Words that are to go, in any case, however spaced, also folded for search."""

    def __init__(self, words: Iterable[str], *, whole: bool = True):
        """`whole`: only where they are words of their own, not a part of longer ones."""
        spoken = {" ".join(one.split()) for one in words}
        kept = {form for one in spoken for form in (one, fold(one)) if len(form) >= SHORTEST}
        self.words = sorted(kept, key=lambda one: (-len(one), one))
        patterns = "|".join(_pattern(one, whole) for one in self.words)
        self._pattern = re.compile(patterns, re.IGNORECASE) if patterns else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def fill(self, text: str, *, cut: bool = False) -> str:
        """The text with each of the words filled; `cut`: also a part of them at either end."""
        if self._pattern is None:
            return text
        found = self._pattern.sub(lambda match: filled(match[0]), text)
        return self._fill_ends(found) if cut else found

    def are_in(self, text: str, *, cut: bool = False) -> bool:
        return self.fill(text, cut=cut) != text

    def fill_in(self, value: object, *, cut: bool = False) -> object:
        """The same in every text of a JSON value, names of its fields too."""
        if isinstance(value, str):
            return self.fill(value, cut=cut)
        if isinstance(value, list | tuple):
            return [self.fill_in(one, cut=cut) for one in value]
        if isinstance(value, dict):
            return {self.fill(k): self.fill_in(one, cut=cut) for k, one in value.items()}
        return value

    def clues(self) -> list[str]:
        """Of each of the words the longest part without blanks, as it may be written: whatever
        text holds the words holds one of these."""
        found: set[str] = set()
        for one in self.words:
            token = max(TOKEN.findall(one) or [one], key=len)
            found |= {token, token.lower(), token.upper(), token.capitalize(), fold(token)}
        # As they stand in JSON that is kept as it was sent.
        return sorted(found | {json.dumps(one)[1:-1] for one in found})

    def _fill_ends(self, text: str) -> str:
        lower = text.lower()
        if len(lower) != len(text):
            return text
        begins = ends = 0
        for one in self.words:
            word = one.lower()
            for size in range(min(len(word) - 1, len(text)), SHORTEST_CUT - 1, -1):
                if size > begins and lower.startswith(word[-size:]):
                    begins = size
                if size > ends and lower.endswith(word[:size]):
                    ends = size
        stay = len(text) - ends
        return filled(text[:begins]) + text[begins:stay] + filled(text[max(stay, begins) :])


def _pattern(words: str, whole: bool) -> str:
    middle = GAP.join(re.escape(part) for part in words.split())
    if not whole:
        return middle
    before = r"(?<!\w)" if _is_spaced(words[0]) else ""
    after = r"(?!\w)" if _is_spaced(words[-1]) else ""
    return f"{before}{middle}{after}"


def _is_spaced(char: str) -> bool:
    return char.isalnum() and not unicodedata.name(char, "").startswith(UNSPACED)
