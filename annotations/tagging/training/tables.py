"""Lines of results and standings, as agencies send them: names without a sentence around them."""

import random
import re
from collections.abc import Iterator

from .augmentation import Names
from .corpora import Line

CLUBS = ("{}", "{}", "{} United", "{} City", "FC {}", "Sporting {}", "{} Rovers", "Dynamo {}")
# P a person, L a surname, C a country or city, O a club, # a number.
PATTERNS = (
    "P (C) beat P (C) #-# #-#", "#. P (C) # points", "# - P (C)", "P, C, #:#.#", "O # O #",
    "O # # # # # #", "O # (L #, L #) O # (L #). Halftime #-#. Attendance #", "L c L b L #",
    "C beat C by # runs in C", "O v O", "L, L and L scored for O.", "At C: O # O #",
    "#. C #", "P (O) # minutes # seconds", "P, O", "C #/# (P #, P # not out) v C",
)  # fmt: skip
SLOT = re.compile(r"[PLCO]\b|#")
LABELS = {"P": "PERSON", "L": "PERSON", "C": "PLACE", "O": "ORG"}
LINES_OF_A_TABLE = (1, 1, 2, 4, 6)


def tables(count: int, names: Names, rng: random.Random) -> Iterator[Line]:
    """So many texts of one or more lines with one pattern."""
    for number in range(count):
        pattern = rng.choice(PATTERNS)
        rows = rng.choice(LINES_OF_A_TABLE)
        yield _filled("\n".join([pattern] * rows), names, rng, f"table {number}")


def _filled(pattern: str, names: Names, rng: random.Random, article: str) -> Line:
    text, ents, done = "", [], 0
    for slot in SLOT.finditer(pattern):
        text += pattern[done : slot.start()]
        name = _fill(slot[0], names, rng)
        if label := LABELS.get(slot[0]):
            ents.append((len(text), len(text) + len(name), label))
        text += name
        done = slot.end()
    return Line(text + pattern[done:], tuple(ents), article)


def _fill(slot: str, names: Names, rng: random.Random) -> str:
    if slot == "#":
        return str(rng.randrange(1, 10 ** rng.choice((1, 1, 2, 3))))
    if slot == "C":
        return rng.choice(names[rng.choice(("country", "country", "place"))])
    if slot == "O":
        return rng.choice(CLUBS).format(rng.choice(names["place"]))
    last = rng.choice(names["last"])
    return last if slot == "L" else f"{rng.choice(names['first'])} {last}"
