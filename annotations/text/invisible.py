"""What nobody sees of a text and no character needs: controls, hidden bytes, stray directions.

A C2PA manifest travels behind a text as variation selectors, one for each byte (C2PA 2.4, Annex
A.8). Others hide bytes in the same way, or words in tags. None of it is a part of the text.
"""

from collections.abc import Iterator

import regex

CONTROLS = regex.compile("[\x01-\x08\x0b\x0c\x0e-\x1f]+")
# Of these, what ends a line or a page.
PARTING = regex.compile("[\x0b\x0c]")
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
TAGS = "\U000e0001\U000e0020-\U000e007f"
# What a character in front has a use for stays: one selector, the tags of one region.
USED = regex.compile(
    r"(?<=\p{Emoji})[\ufe0e\ufe0f]|(?<=\p{Han})[\U000e0100-\U000e01ef]"
    r"|(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,16}\U000e007f"
)
RUNS = regex.compile(r"\p{Default_Ignorable_Code_Point}{2,}+")
# No character takes two of these, or this many of any.
ONE_AT_MOST = tuple(
    (regex.compile(f"[{some}]"), regex.compile(rf"\ufeff?[{some}]++")) for some in (SELECTORS, TAGS)
)
MANY = 32
# All that is looked for here; nearly every text has none of it, and is read no further.
SUSPECTS = frozenset(
    [*map(chr, (*range(1, 9), 0x0B, 0x0C, *range(0x0E, 0x20)))]
    + [
        chr(point)
        for first, last in (
            (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
            (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
            (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
            (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
        )
        for point in range(first, last + 1)
    ]
)  # fmt: skip
UNSEEN = regex.compile(r"[\s\p{Cc}\p{Default_Ignorable_Code_Point}]+")
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
DIRECTIONS = regex.compile(f"[{BIDI_CONTROLS}]")
# What closes an isolate, and what closes an embedding or an override.
CLOSED_BY = {
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
}
# Nothing of it is a word: white space, also that of other scripts, and what has no width.
NO_WORDS = "".join(char for char in map(chr, range(0x3001)) if char.isspace()) + (
    f"\u00ad\u200b\u200c\u200d\u2060\ufeff{BIDI_CONTROLS}"
)
FIRST, SECOND = 0xFE00, 0xE0100
# How a wrapper begins: its name, a version and the length of what follows (C2PA 2.4, A.8).
MAGIC, VERSION, LENGTH = b"C2PATXT\0", 1, 4


def _selectors(data: bytes) -> str:
    return "".join(chr(byte + (FIRST if byte < 16 else SECOND - 16)) for byte in data)


# So many selectors are no slip of a keyboard.
LONG_RUN = regex.compile(f"[{SELECTORS}]{{16,}}+")
WRAPPER = regex.compile(rf"{_selectors(MAGIC)}[{SELECTORS}]*+")

Deletion = tuple[int, int, str]


def is_suspect(text: str) -> bool:
    """Whether it holds a control or an invisible character at all, of use or not."""
    return not SUSPECTS.isdisjoint(text)


def controls(text: str) -> Iterator[Deletion]:
    """C0 controls other than tabs and line breaks; those that part words become breaks."""
    for found in CONTROLS.finditer(text):
        start, end = found.span()
        around = (text[start - 1 : start], text[end : end + 1])
        is_between = all(char and not char.isspace() for char in around)
        yield start, end, "\n" if is_between and PARTING.search(found.group()) else ""


def runs(text: str) -> Iterator[Deletion]:
    """Runs of invisible characters longer than a character can need."""
    for found in RUNS.finditer(text):
        start, end = found.span()
        used = None if WRAPPER.match(text, start) else USED.match(text, start, end)
        start = used.end() if used else start
        useless = _useless(text[start:end], used is not None)
        yield from ((start + at, start + stop, "") for at, stop in useless)


def _useless(run: str, has_one: bool) -> Iterator[tuple[int, int]]:
    """The parts of one run that go; `has_one` when the character in front took one already."""
    found = [
        part.span()
        for one, some in ONE_AT_MOST
        if len(one.findall(run)) + has_one > 1
        for part in some.finditer(run)
    ]
    if len(run) - sum(end - start for start, end in found) >= MANY:
        found = [(0, len(run))]
    yield from sorted(found)


def directions_at_the_end(text: str) -> Iterator[Deletion]:
    """Bidi controls behind the last word that close nothing: they would turn what follows it."""
    words = text.rstrip(NO_WORDS)
    if not DIRECTIONS.search(text, len(words)):
        return
    paragraph = words.rfind("\n") + 1
    open_ones: list[str] = []
    for found in DIRECTIONS.finditer(text, paragraph):
        char = found.group()
        if char in CLOSED_BY and found.start() < len(words):
            open_ones.append(CLOSED_BY[char])
        elif char in open_ones and "\n" not in text[len(words) : found.start()]:
            while open_ones.pop() != char:
                pass
        elif found.start() >= len(words):
            yield *found.span(), ""


def hidden_bytes(text: str) -> bytes:
    """The whole C2PA wrappers of a text, one after the other; without any, what long runs say."""
    found = (bytes(map(_byte, run.group())) for run in WRAPPER.finditer(text))
    wrappers = b"".join(map(_wrapper, found))
    if wrappers:
        return wrappers
    return b"".join(bytes(map(_byte, run.group())) for run in LONG_RUN.finditer(text))


def _wrapper(data: bytes) -> bytes:
    at = len(MAGIC) + 1
    length = int.from_bytes(data[at : at + LENGTH], "big")
    end = at + LENGTH + length
    is_whole = data[at - 1 : at] == bytes([VERSION]) and at + LENGTH <= len(data) >= end
    return data[:end] if is_whole else b""


def seen_length(text: str) -> int:
    """How many characters a reader sees, white space left out."""
    return len(UNSEEN.sub("", text))


def shown(text: str) -> str:
    """The text without any of it, for words that no offsets count in."""
    if not is_suspect(text):
        return text
    for deletions in (controls, runs, directions_at_the_end):
        done, pieces = 0, []
        for start, end, instead in deletions(text):
            pieces += [text[done:start], instead]
            done = end
        text = "".join([*pieces, text[done:]])
    return text


def _byte(selector: str) -> int:
    """The sixteen of the first block stand for 0 to 15, those of the second for 16 to 255."""
    code = ord(selector)
    return code - FIRST if code < SECOND else code - SECOND + 16
