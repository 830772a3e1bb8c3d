"""Which passages of the new text were which of the old one.

Equal passages in the same order are fixed points, as in a patience diff (Cohen 2010): first those
that stand once in both texts, then the others between them. What is left is paired by likeness,
the likest first; a place between the same neighbours counts in favour.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.distance import Indel

from .chain import heaviest_chain

MOST = 4 * 10**8  # Cells of one comparison: 50 MB and a second at most.


def equal_passages(old: list[str], new: list[str]) -> dict[int, int]:
    """Pairs of equal passages, old index to new index, rising on both sides."""
    unique = _unique(old, new)
    chain = heaviest_chain(unique, [len(old[i]) for i, _ in unique])
    pairs = dict(unique[k] for k in chain)
    fixed = [(-1, -1), *pairs.items(), (len(old), len(new))]
    for (i, j), (i_end, j_end) in pairwise(fixed):
        pairs.update(_between(old, new, (i + 1, i_end), (j + 1, j_end)))
    return pairs


def _unique(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    here, there = Counter(old), Counter(new)
    homes = {code: j for j, code in enumerate(new) if there[code] == 1}
    return [(i, homes[code]) for i, code in enumerate(old) if code in homes and here[code] == 1]


def _between(
    old: list[str], new: list[str], here: tuple[int, int], there: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Pairs of equal passages of two ranges: next to the fixed points, then as many as can be."""
    (i, i_end), (j, j_end) = here, there
    while i < i_end and j < j_end and old[i] == new[j]:
        yield i, j
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        yield i_end, j_end
    if i == i_end or j == j_end or (i_end - i) * (j_end - j) > MOST:
        return
    for op in Indel.opcodes(old[i:i_end], new[j:j_end]):
        if op.tag == "equal":
            yield from zip(
                range(i + op.src_start, i + op.src_end),
                range(j + op.dest_start, j + op.dest_end),
                strict=True,
            )
