"""The words and names of a made corpus: few of them common, most of them rare. Pure."""

from functools import cache
from itertools import accumulate
from random import Random

COMMON = (
    "the of and to in a that for on was with as it by from at is were has been which after an its "
    "minister council bridge water harbour budget report school police strike election court "
    "hospital railway energy prices workers tenants storm river museum market union tax fire city"
).split()
SYLLABLES = "ba ke lo mi nu ra se to vi du fa gor hen jal kir lum mor nes pol rin sal tev".split()
KINDS = ("PERSON", "PERSON", "PERSON", "ORG", "ORG", "PLACE", "PLACE", "NORP")
VOCABULARY = 20_000
PHRASES = 10_000
WORDS = 13  # Of a phrase.


def made(number: int) -> str:
    """A word of its own for each number."""
    parts = []
    number += len(SYLLABLES)  # At least two syllables.
    while number:
        number, at = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[at])
    return "".join(parts)


@cache
def phrases() -> list[str]:
    """What sentences are put together of: few words are in most of them, most words in few."""
    pick = Random(PHRASES)  # noqa: S311 # They have to be the same each time.
    words = COMMON + [made(number) for number in range(VOCABULARY - len(COMMON))]
    weights = list(accumulate(1 / (rank + 5) for rank in range(VOCABULARY)))
    return [" ".join(pick.choices(words, cum_weights=weights, k=WORDS)) for _ in range(PHRASES)]


@cache
def name(rank: int) -> tuple[str, str]:
    """The label and the name of the thing that is the `rank`-th to be in the news."""
    label = KINDS[rank % len(KINDS)]
    first, last = made(rank * 31 % 1009).capitalize(), made(rank).capitalize()
    forms = {"PERSON": f"{first} {last}", "ORG": f"{last} Union", "NORP": f"{last}ans"}
    return label, forms.get(label, last)
