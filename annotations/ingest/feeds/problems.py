"""What could not be read of a feed, for those who keep it."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.text.message import Message

CUT = Message("feed-cut")
BROKEN = Message("feed-broken")


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


def messages(missing: Missing) -> Iterator[Message]:
    """Sentences about it, if there is anything to say."""
    if missing.damaged:
        yield Message("feed-damaged", count=missing.damaged)
    if missing.is_cut:
        yield CUT
    if missing.is_broken:
        yield BROKEN
    if missing.unread:
        yield Message("feed-unread", count=missing.unread)
    if missing.held > missing.most:
        yield Message("feed-first-ones", most=missing.most, count=missing.held)
    if missing.nameless:
        yield Message("feed-nameless", count=missing.nameless)
    if missing.alike:
        yield Message("feed-alike", count=missing.alike)
