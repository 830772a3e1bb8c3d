"""How badly a text was garbled on its way: what bytes read in the wrong encoding leave behind.

A natural text counts next to nothing; what counts is whether one version of a text has more of it
than another one.
"""

import re

LATIN = ("cp1252", "cp1250", "iso8859-2", "mac_roman", "cp437")
OTHERS = ("cp1251", "koi8-u")
# What may follow a capital with an accent in a natural text, as in “CAFÉ”.
CLOSING = "”“’‘»«›‹…–—·\xa0\xad"
# Left of UTF-8 that was replaced, and of markup that was escaped twice.
LEFT = re.compile(
    "[\ufffd\x80-\x9f]|锟斤拷|&(?:#[0-9]{2,6}|#x[0-9a-f]{2,6}|amp|lt|gt|quot|apos|nbsp|hellip|szlig"
    "|[a-z](?:acute|grave|circ|uml|tilde|cedil|slash|ring|caron)|[lr][sda]quo|[mn]dash);",
    re.I,
)
ASCII_LETTER = re.compile("[a-zA-Z]")
FOREIGN = re.compile(r"[^\W\d_a-zA-Z]")
ABOVE = re.compile("[^\x00-\x7f]")


def garbled(text: str) -> int:
    """How many characters are replacements, controls, or UTF-8 that was read as something else."""
    return sum(len(found.group()) for signs in (LEFT, MISREAD) for found in signs.finditer(text))


def is_worse(old: str, new: str) -> bool:
    """Whether `new` is worse encoded than `old`: more of it is garbled, or letters became `?`."""
    return garbled(new) > garbled(old) or bool(_asked(old) & _words(new) - _words(old))


def _asked(text: str) -> set[str]:
    """Its words with letters that are not ASCII, as they are when those have become `?`."""
    words = [word for word in _words(text) if ASCII_LETTER.search(word) and FOREIGN.search(word)]
    return {
        lost.sub(mark, word) for word in words for lost in (FOREIGN, ABOVE) for mark in ("?", "??")
    }


def _words(text: str) -> set[str]:
    return {word.strip('.,:;!()"“”«»„‚‘’') for word in text.split()}


def _read_as(codec: str, first: int, last: int) -> str:
    """A character class: bytes of this range, as the encoding shows them."""
    return re.escape(bytes(range(first, last + 1)).decode(codec, "ignore"))


def _misread(codec: str) -> list[str]:
    """What UTF-8 looks like in another encoding, so far as no language looks like it."""
    follow = _read_as(codec, 0x80, 0xBF) + "\x80-\x9f"
    followers = bytes(range(0x80, 0xC0)).decode(codec, "ignore")
    odd = f"[{re.escape(''.join(filter(_is_odd, followers)))}\x80-\x9f]"
    dash, euro = _read_as(codec, 0xE2, 0xE2), _read_as(codec, 0x80, 0x80) or "\x80"
    sign = _read_as(codec, 0xF0, 0xF0) + "[" + (_read_as(codec, 0x9F, 0x9F) or "\x9f") + "\x9f]"
    found = [f"{dash}[{euro}\x80][{follow}]", f"{sign}[{follow}]{{2}}"]
    if codec in LATIN:
        latin = f"[{_read_as(codec, 0xC2, 0xC5)}]"
        found += [
            f"{latin}{odd}",
            f"(?<=[a-z]){latin}[{follow}]",
            f"{_read_as(codec, 0xC2, 0xC3)[0]}\xa0",
            f"{dash}{odd}[{follow}]",
            f"{_read_as(codec, 0xEF, 0xEF)}{odd}[{follow}]",
        ]
    else:
        found.append(f"(?<=[a-zA-Z])[{_read_as(codec, 0xC2, 0xC5)}][{follow}]")
    # Of alphabets in which a pair alone may be natural, several in a row are not.
    for first, last in ((0xCE, 0xCF), (0xD0, 0xD1), (0xD7, 0xD9)):
        found.append(f"(?:[{_read_as(codec, first, last)}][{follow}]){{3,}}")
    found.append(f"(?:[{_read_as(codec, 0xE0, 0xEF)}][{follow}]{{2}}){{2,}}")
    return found


def _is_odd(char: str) -> bool:
    return char not in CLOSING and not char.isupper()


MISREAD = re.compile("|".join(one for codec in (*LATIN, *OTHERS) for one in _misread(codec)))
