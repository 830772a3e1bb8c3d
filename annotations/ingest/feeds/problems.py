"""What could not be read of a feed, in words for those who keep it."""

from dataclasses import dataclass

CUT = "It breaks off before its end: what follows is missing."
BROKEN = "Its markup is broken, so words may be missing."


@dataclass(frozen=True)
class Missing:
    """What went wrong with a document; entries are counted.

    `unread` could not be found in its markup, `nameless` have neither id, address, headline nor
    date, `alike` have all of these in common with another one; of `held` only `most` are read.
    """

    damaged: int
    is_cut: bool
    is_broken: bool
    unread: int
    nameless: int
    alike: int
    held: int
    most: int


def told(missing: Missing) -> str:
    """Sentences about it, or nothing."""
    said = []
    if missing.damaged:
        places = _count(missing.damaged, "place", "places")
        said.append(f"{places} of its text could not be read: “\ufffd” stands there.")
    if missing.is_cut:
        said.append(CUT)
    if missing.is_broken:
        said.append(BROKEN)
    if missing.unread:
        said.append(f"{_count(missing.unread, 'entry', 'entries')} could not be read.")
    if missing.held > missing.most:
        said.append(f"Only the first {missing.most:,} of its {missing.held:,} entries are read.")
    if missing.nameless:
        said.append(f"{_left_out(missing.nameless)}: without id, address, headline and date.")
    if missing.alike:
        why = "id, address, headline and date are those of another entry"
        said.append(f"{_left_out(missing.alike)}: {why}.")
    return " ".join(said)


def _left_out(number: int) -> str:
    were = "was" if number == 1 else "were"
    return f"{_count(number, 'entry', 'entries')} {were} left out"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
