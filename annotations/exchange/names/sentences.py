"""Sentences that cut no name."""

from collections.abc import Iterator, Sequence

from annotations.tagging import sentences as of_text

from .texts import Name


def sentences(text: str, names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Ranges in code points, in order; a sentence that ends within a name goes on with the next.

    The names are in order and do not overlap.
    """
    begun: int | None = None
    at = last = 0
    for start, end in of_text.sentences(text):
        begun, last = start if begun is None else begun, end
        while at < len(names) and names[at]["end"] <= end:
            at += 1
        if at < len(names) and names[at]["start"] < end:
            continue
        yield begun, end
        begun = None
    if begun is not None:
        yield begun, last
