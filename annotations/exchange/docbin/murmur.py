"""spaCy's number of a string: MurmurHash64A with the seed 1, but for a few of its own words."""

from struct import unpack_from

from .symbols import NUMBERS

FACTOR, SHIFT, SEED = 0xC6A4A7935BD1E995, 47, 1
ALL = 2**64 - 1


def number_of(text: str) -> int:
    """The same as in spaCy's StringStore, without loading spaCy into a web process."""
    found = NUMBERS.get(text)
    return _hash(text) if found is None else found


def _hash(text: str) -> int:
    data = text.encode()
    whole = len(data) // 8
    found = SEED ^ (len(data) * FACTOR & ALL)
    for part in unpack_from(f"<{whole}Q", data):
        part = part * FACTOR & ALL
        part = (part ^ part >> SHIFT) * FACTOR & ALL
        found = (found ^ part) * FACTOR & ALL
    if rest := data[8 * whole :]:
        found = (found ^ int.from_bytes(rest, "little")) * FACTOR & ALL
    found = (found ^ found >> SHIFT) * FACTOR & ALL
    return found ^ found >> SHIFT
