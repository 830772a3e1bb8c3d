"""Merkle trees as RFC 9162 has them: roots as leaves come in, and proofs of both kinds."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator

SIZE = 32
BLOCK = 4_096  # Leaves that are read at once; a whole block never changes any more.
Range = tuple[int, int]


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: all that it takes to go on, a hash per bit of its size."""

    def __init__(self, size: int = 0, edge: bytes = b""):
        """Raises ValueError: `edge` is not of a tree of this size."""
        if len(edge) != SIZE * size.bit_count():
            raise ValueError("The edge does not fit the size of the tree.")
        self.size = size
        self._nodes = [edge[at : at + SIZE] for at in range(0, len(edge), SIZE)]

    @property
    def edge(self) -> bytes:
        return b"".join(self._nodes)

    def append(self, leaf: bytes) -> None:
        node, size = leaf, self.size
        while size & 1:
            node = node_hash(self._nodes.pop(), node)
            size >>= 1
        self._nodes.append(node)
        self.size += 1

    @property
    def root(self) -> bytes:
        if not self._nodes:
            return hashlib.sha256().digest()
        *others, root = self._nodes
        for node in reversed(others):
            root = node_hash(node, root)
        return root


def split(start: int, end: int) -> int:
    """Where the left half of the leaves from `start` to `end` ends."""
    return start + (1 << (end - start - 1).bit_length() - 1)


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The leaves whose roots prove that the leaf `index` is in a tree, from the leaf upwards."""
    ranges, start, end = [], 0, size
    while end - start > 1:
        middle = split(start, end)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(old: int, size: int) -> list[Range]:
    """The leaves whose roots prove that a tree of `old` leaves begins one of `size`."""
    ranges, start, end, is_whole = [], 0, size, True
    while old != end:
        middle = split(start, end)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start, is_whole = middle, False
    return ([] if is_whole else [(start, end)]) + ranges[::-1]


def roots_of(
    leaves: Callable[[int, int], Iterable[bytes]],
    size: int,
    wanted: Collection[Range],
    known: dict[Range, bytes],
) -> dict[Range, bytes]:
    """The roots of these ranges, and of the whole, in one walk along the leaves.

    `leaves` gives those from one to another. `known` are roots of whole blocks of this tree, which
    are not read again; the others are added. Raises ValueError where there are fewer leaves than
    `size`.
    """
    found: dict[Range, bytes] = {}
    wanted = {*wanted, (0, size)}
    parted = {start // BLOCK for start, end in wanted if end - start < BLOCK}

    def block(start: int, end: int) -> bytes:
        node = None if start // BLOCK in parted else known.get((start, end))
        if node is None:
            node = walk(start, end, iter(leaves(start, end)))
            if end - start == BLOCK:
                known[start, end] = node
        return node

    def walk(start: int, end: int, coming: Iterator[bytes] | None = None) -> bytes:
        if coming is None and end - start <= BLOCK:
            node = block(start, end)
        elif coming is not None and end - start == 1:
            node = _next(coming)
        else:
            middle = split(start, end)
            node = node_hash(walk(start, middle, coming), walk(middle, end, coming))
        if (start, end) in wanted:
            found[start, end] = node
        return node

    walk(0, size)
    return found


def _next(leaves: Iterator[bytes]) -> bytes:
    try:
        return next(leaves)
    except StopIteration:
        raise ValueError("The tree has fewer leaves than its size says.") from None


def root_by_inclusion(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """The root that a proof of inclusion leads to; None when the proof has another form."""
    if not 0 <= index < size:
        return None
    node, at, last = leaf, index, size - 1
    for other in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            node = node_hash(other, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, other)
        at, last = at >> 1, last >> 1
    return node if last == 0 else None


def is_consistent(old: int, old_root: bytes, size: int, root: bytes, path: list[bytes]) -> bool:
    """Whether the proof shows that the tree of `old` leaves is the beginning of the other."""
    if not 0 < old <= size:
        return False
    if old == size:
        return not path and old_root == root
    nodes = path if old & (old - 1) else [old_root, *path]
    if not nodes:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node_hash(node, first), node_hash(node, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(second, node)
        at, last = at >> 1, last >> 1
    return last == 0 and first == old_root and second == root
