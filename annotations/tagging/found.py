"""Names found in texts, and the lists of a desk that say what is always or never found."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Found:
    """A name in a text: `[start, end)` in code points, its label, how sure (0 to 1).

    `source` is the step that made or last changed it, as "name/version".
    """

    start: int
    end: int
    label: str
    text: str
    score: float
    source: str = ""


@dataclass(frozen=True)
class Entry:
    """A name on a desk's list; in a stop list an empty label stands for all of them."""

    name: str
    label: str = ""


@dataclass(frozen=True)
class DeskLists:
    """What a desk taught: names that always have this label here, and names that never have it."""

    always: tuple[Entry, ...] = ()
    never: tuple[Entry, ...] = ()


NO_LISTS = DeskLists()


@dataclass(frozen=True)
class Cluster:
    """Mentions of one text that name one thing; `name` is the fullest of its names there."""

    name: str
    label: str
    members: tuple[Found, ...]
