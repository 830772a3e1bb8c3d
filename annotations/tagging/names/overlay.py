"""Two sorted rows of mentions made one without overlaps."""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from ..found import Found

BY_PLACE = attrgetter("start", "end")


def overlay(under: Iterable[Found], over: Sequence[Found]) -> list[Found]:
    """All of `over`, and those of `under` that share no character with them; sorted."""
    if not over:
        return sorted(under, key=BY_PLACE)
    kept, at, last = [], 0, len(over)
    for one in under:
        while at < last and over[at].end <= one.start:
            at += 1
        if at == last or over[at].start >= one.end:
            kept.append(one)
    return sorted([*kept, *over], key=BY_PLACE) if kept else list(over)
