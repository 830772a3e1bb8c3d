"""Verifying: every line is hashed anew and has to lead to the heads that were signed.

Lines, seals and heads stream past each other in the order of the trees: memory stays the same
however many there are.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from math import inf
from operator import itemgetter
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection, transaction

from annotations.models import Event, Head
from annotations.models.sealing import unsealed
from annotations.trail import heads
from annotations.trail.heads import SignedHead
from annotations.trail.leaf import BrokenLine, leaf_hash
from annotations.trail.merkle import Frontier

from .lines import AT_ONCE, JSON, PLAIN, line_of
from .published import read

Keys = Mapping[str, Ed25519PublicKey]
Row = tuple[Any, ...]
COLUMNS = ", ".join(
    [f'e."{name}"' for name in (*PLAIN, "salt")] + [f"e.{name}::text" for name in JSON]
)
LEAVES = f"""
SELECT s.tree, s.index, s.event_id, s.leaf, {COLUMNS}
FROM annotations_seal s LEFT JOIN annotations_event e ON e.id = s.event_id
ORDER BY s.tree, s.index
"""  # noqa: S608 - names of our own
HEADS = "SELECT tree, size, root, number FROM annotations_head ORDER BY tree, number"


@dataclass
class Report:
    """What was found: `findings` are sentences about what somebody did to the trail."""

    findings: list[str] = field(default_factory=list)
    lines: int = 0
    redacted: int = 0
    heads: int = 0
    published: int = 0
    waiting: int = 0


def verify(keys: Keys, published: Path | None = None) -> Report:
    """Verify the trail, also against published heads; raises OSError and BadHead for these."""
    report = Report()
    with _one_moment():
        report.findings += _of_heads(report, keys, published)
        report.findings += _of_trees(report)
        report.findings += _of_unsealed(report)
    return report


@contextmanager
def _one_moment() -> Iterator[None]:
    """All that is read is of one moment, while others go on writing."""
    is_first = not connection.in_atomic_block
    with transaction.atomic():
        if is_first:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _of_heads(report: Report, keys: Keys, published: Path | None) -> Iterator[str]:
    """The chain of heads, from the first on, and what was published; the first wrong one."""
    previous, sizes = heads.NOTHING, dict[int, int]()
    published_heads = _Published(published)
    for head in Head.objects.after(0).iterator(chunk_size=AT_ONCE):
        signed = head.signed()
        report.heads += 1
        try:
            published_heads.compare(signed)
            heads.check(signed, keys)
        except heads.BadHead as error:
            yield str(error)
            return
        if signed.number != report.heads or signed.previous != previous:
            yield f"Heads are missing before head {signed.number}, or another stood there."
            return
        if signed.size <= sizes.get(signed.tree, 0):
            yield f"Head {signed.number} says that the tree {signed.tree} did not grow."
            return
        previous, sizes[signed.tree] = signed.link(), signed.size
    report.published = published_heads.count
    cut = published_heads.next
    if cut:
        yield (
            f"The trail was cut off: head {cut.number} of {cut.at} was published and is not here; "
            f"the tree {cut.tree} had {cut.size} lines then."
        )


class _Published:
    """Heads from a file, compared one by one with those that the database has."""

    def __init__(self, path: Path | None):
        self._heads = read(path) if path else iter(())
        self.next = next(self._heads, None)
        self.count = 0

    def compare(self, head: SignedHead) -> None:
        """Raises BadHead: another head was published under this number."""
        if self.next is None or head.number < self.next.number:
            return
        if self.next != head:
            raise heads.BadHead(
                f"Head {head.number} is not the one that was published ({self.next.at}, tree "
                f"{self.next.tree}, {self.next.size} lines): the trail was written anew."
            )
        self.count += 1
        self.next = next(self._heads, None)


def _of_trees(report: Report) -> Iterator[str]:
    """In each tree the first line that is not as it was signed."""
    with connection.chunked_cursor() as leaves, connection.chunked_cursor() as signed:
        leaves.execute(LEAVES)
        signed.execute(HEADS)
        for tree, rows, heads_of_it in _side_by_side(_rows(leaves), _rows(signed)):
            yield from _of_tree(report, tree, rows, heads_of_it)


def _rows(cursor: Any) -> Iterator[Row]:
    while rows := cursor.fetchmany(AT_ONCE):
        yield from rows


def _side_by_side(
    leaves: Iterator[Row], signed: Iterator[Row]
) -> Iterator[tuple[int, Iterator[Row], Iterator[Row]]]:
    """Each tree with its leaves and its heads; both come in the order of trees."""
    lefts, rights = groupby(leaves, itemgetter(0)), groupby(signed, itemgetter(0))
    left, right = next(lefts, END), next(rights, END)
    while left is not END or right is not END:
        tree = min(left[0], right[0])
        yield (
            int(tree),
            left[1] if left[0] == tree else iter(()),
            right[1] if right[0] == tree else iter(()),
        )
        at_left, at_right = left[0] == tree, right[0] == tree
        left = next(lefts, END) if at_left else left
        right = next(rights, END) if at_right else right


END: tuple[float, Iterator[Row]] = (inf, iter(()))


def _of_tree(
    report: Report, tree: int, rows: Iterator[Row], signed: Iterator[Row]
) -> Iterator[str]:
    frontier, since, first = Frontier(), 0, 0
    _, size, root, number = next(signed, NO_HEAD)
    for _, index, event, leaf, *columns in rows:
        report.lines += 1
        if size is None:
            yield f"Line {event} was put into the tree {tree}: no head has it."
            return
        if index != frontier.size:
            yield f"Leaf {frontier.size} of the tree {tree} was removed, before line {event}."
            return
        wrong = _of_line(report, event, bytes(leaf), tuple(columns))
        if wrong:
            yield wrong
            return
        if frontier.size == since:
            first = event
        frontier.append(bytes(leaf))
        if frontier.size == size:
            if frontier.root.hex() != root:
                yield (
                    f"The tree {tree} is not as head {number} signed it: something was changed "
                    f"from line {first} to line {event} (leaves {since} to {size - 1})."
                )
                return
            since = size
            _, size, root, number = next(signed, NO_HEAD)
    if size is not None:
        yield (
            f"The tree {tree} was cut off: head {number} signed {size} lines, "
            f"{frontier.size} are left."
        )


NO_HEAD: Row = (None, None, None, None)


def _of_line(report: Report, event: int, leaf: bytes, columns: Row) -> str:
    """What is wrong with one line; nothing when it has its leaf."""
    if columns[0] is None:
        return f"Line {event} was removed."
    line = line_of(columns)
    report.redacted += line.salt is None
    what = f"Line {event} ({line.table} {line.object_id}, {line.at:%Y-%m-%d %H:%M:%S}) was altered."
    try:
        return "" if leaf_hash(line) == leaf else what
    except BrokenLine:
        return what


def _of_unsealed(report: Report) -> Iterator[str]:
    last = Head.objects.newest()
    waiting = unsealed(Event.objects.all())
    report.waiting = waiting.count()
    late = waiting.filter(pk__lte=last.floor).order_by("pk").first() if last else None
    if late:
        what = f"Line {late.pk} ({late.table} {late.object_id})"
        yield f"{what} was put in after its neighbours were sealed."
