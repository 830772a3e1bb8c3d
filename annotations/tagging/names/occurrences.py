"""Where given names stand in a text: looked up by first word and length, in linear time."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

# Names that begin with a small letter are looked for only where such a name was asked for.
WORD = re.compile(r"(?<!\w)[^\W_]\w*")
CAPITAL = re.compile(r"(?<!\w)[^\W_a-z]\w*")
# One for one, so that offsets stay.
VARIANTS = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "‑": "-",
    "‐": "-",
    "\u00a0": " ",
    "\u202f": " ",
}
BEGINNINGS = frozenset(".!?:;\n\"'“„«»”(—")
USUAL_ENDS = frozenset(" ,.'\n")
LONGEST = 100  # Code points of a name that is looked for.


def plain(text: str) -> str:
    """The text with one kind of apostrophe, hyphen and space; every offset stays."""
    if not text.isascii():
        for variant, usual in VARIANTS.items():
            text = text.replace(variant, usual)
    return text


class Words:
    """The words of a text that may begin a name, with their offsets."""

    def __init__(self, text: str) -> None:
        self.plain = plain(text)
        self.capitals = [(m.group(), m.start()) for m in CAPITAL.finditer(self.plain)]

    def all(self) -> Iterator[tuple[str, int]]:
        """Every word, small ones too."""
        return ((match.group(), match.start()) for match in WORD.finditer(self.plain))


class Names:
    """A set of names that are looked for together, as they are written."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: set[str] = set()
        # First word -> where the name begins before it, and lengths of names with that word.
        self._shapes: dict[str, list[tuple[int, int]]] = {}
        self._has_small = False
        shapes: dict[str, set[tuple[int, int]]] = {}
        for name in map(plain, names):
            first = WORD.search(name)
            if first is None or len(name) > LONGEST:
                continue
            self._names.add(name)
            self._has_small |= not CAPITAL.match(name, first.start())
            shapes.setdefault(first.group(), set()).add((first.start(), len(name)))
        for word, found in shapes.items():
            self._shapes[word] = sorted(found, key=lambda shape: -shape[1])

    def __bool__(self) -> bool:
        return bool(self._names)

    def occurrences(self, words: Words) -> Iterator[tuple[int, int]]:
        """Ranges of the names as whole words, the longest at each place, in order of their ends."""
        text, done = words.plain, 0
        for word, at in words.all() if self._has_small else words.capitals:
            for before, length in self._shapes.get(word, ()):
                start, end = at - before, at - before + length
                # Beyond the end of the text a slice is shorter, and may be another name.
                is_inside = done <= start and end <= len(text)
                if is_inside and text[start:end] in self._names and _is_whole(text, start, end):
                    yield start, end
                    done = end
                    break


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (start and _is_inside(text[start - 1 : start])) and not _is_inside(
        text[end : end + 1]
    )


def _is_inside(char: str) -> bool:
    if char in USUAL_ENDS:
        return False
    return char.isalnum() or char == "_" or unicodedata.category(char or " ")[0] == "M"


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation begins at `start`."""
    before = text[max(0, start - 4) : start].rstrip(" \t")
    # The sentence goes on behind a quotation that ended with a comma.
    return not before or (before[-1] in BEGINNINGS and before[-2:-1] != ",")
