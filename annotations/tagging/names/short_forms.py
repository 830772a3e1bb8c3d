"""Short forms: which letters stand for which long name."""

import re
from functools import lru_cache

from . import words

ACRONYM = re.compile(r"[^\W\d_a-z](?:[^\W_]|[.&-](?=[^\W_])){1,9}\.?")
LONGEST = 12  # Words.
# Short forms that are no initials of the name, and what they are where it is not written out.
COUNTRIES = {"usa": "united states", "us": "united states of america", "ussr": "soviet union"}
KNOWN = dict.fromkeys("us usa uk uae ussr drc prc rok dprk gdr".split(), "PLACE") | dict.fromkeys(
    "eu un nato who imf iaea osce opec unesco unicef wto icc au asean ecowas".split(), "ORG"
)
WORD = re.compile(r"[^\W_]+")
SMALL = words.JOINERS | words.ARTICLES


@lru_cache(maxsize=10_000)
def is_acronym(name: str) -> bool:
    """Mostly capitals, in one word: WHO, U.S., NATO, KfW, CO2."""
    if not ACRONYM.fullmatch(name):
        return False
    letters = [char for char in name if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return len(letters) >= 2 and capitals >= 2 and capitals * 2 > len(letters)


def stands_for(short: str, long: str) -> bool:
    """Whether the acronym's letters are the initials of the long name's words."""
    return is_acronym(short) and letters(short) in initials(long)


def letters(short: str) -> str:
    """The letters of an acronym, small: "U.S." is "us"."""
    return "".join(char for char in short.casefold() if char.isalnum())


def initials(long: str) -> set[str]:
    """The short forms of a long name, small: with its joining words ("DoD") and without ("WHO")."""
    parts = WORD.findall(long.casefold())
    if not 2 <= len(parts) <= LONGEST:
        return set()
    telling = [part for part in parts if part not in SMALL]
    short = {"".join(part[0] for part in row) for row in (parts, telling)}
    name = " ".join(parts)
    short |= {one for one, country in COUNTRIES.items() if country == name}
    return {one for one in short if len(one) > 1}
