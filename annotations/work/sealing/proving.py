"""The proof of one claim's history, made from the trail."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from annotations.models import Event, Head, Seal
from annotations.trail import merkle, proofs
from annotations.trail.leaf import Line

from .lines import lines_of

# Of each tree the roots of blocks that this process read.
_known: defaultdict[int, dict[merkle.Range, bytes]] = defaultdict(dict)


class CannotProve(Exception):
    """There is nothing to prove, or it cannot be; the message is for the person."""


def prove(claim: int, *, since: int | None = None) -> dict[str, Any]:
    """A bundle (trail/proofs.py) of the sealed lines of a claim.

    `since` is the number of an older head that the reader has: the bundle shows that the tree
    went on from it. Raises CannotProve.
    """
    with transaction.atomic():
        events = Event.objects.filter(claim_id=claim).order_by("pk")
        lines = {line.id: line for line in lines_of(events)}
        seals = list(Seal.objects.filter(event_id__in=lines).order_by("event_id"))
        if not seals:
            raise CannotProve(f"No line about claim {claim} is sealed.")
        found = {tree: Head.objects.newest_of(tree) for tree in sorted({s.tree for s in seals})}
        heads = {tree: head for tree, head in found.items() if head is not None}
        older = _older(since, heads)
        roots = {tree: roots_of_head(head, seals, older) for tree, head in heads.items()}
    return {
        "format": proofs.FORMAT,
        "claim": claim,
        "lines": [proved(lines[seal.event_id], seal, heads, roots) for seal in seals],
        "heads": [vars(head.signed()) for head in heads.values()],
        "since": [
            {
                "head": vars(head.signed()),
                "path": _path(roots[head.tree], _consistency(head, heads[head.tree])),
            }
            for head in older
        ],
    }


def _older(since: int | None, heads: dict[int, Head]) -> list[Head]:
    if since is None:
        return []
    head = Head.objects.filter(pk=since, tree__in=heads).first()
    if head is None:
        raise CannotProve(f"There is no head {since} of a tree in which this claim is.")
    return [head]


def _consistency(old: Head, new: Head) -> list[merkle.Range]:
    return merkle.consistency_ranges(old.size, new.size)


def roots_of_head(head: Head, seals: list[Seal], older: list[Head]) -> dict[merkle.Range, bytes]:
    """All roots that the proofs in this tree name, in one walk along its leaves.

    Blocks that this process knows are believed only as far as the head was signed over them.
    """
    wanted = {
        one
        for seal in seals
        if seal.tree == head.tree
        for one in merkle.inclusion_ranges(seal.index, head.size)
    }
    wanted |= {one for old in older if old.tree == head.tree for one in _consistency(old, head)}
    roots = _walked(head, wanted)
    if roots[0, head.size].hex() != head.root and _known[head.tree]:
        _known[head.tree].clear()  # Another database was restored meanwhile.
        roots = _walked(head, wanted)
    if roots[0, head.size].hex() != head.root:
        _known[head.tree].clear()
        raise CannotProve("The trail is not as it was signed: run manage.py verify_audit.")
    return roots


def _walked(head: Head, wanted: set[merkle.Range]) -> dict[merkle.Range, bytes]:
    def leaves(start: int, end: int) -> Iterator[bytes]:
        rows = Seal.objects.filter(tree=head.tree, index__gte=start, index__lt=end)
        return map(bytes, rows.order_by("index").values_list("leaf", flat=True))

    try:
        return merkle.roots_of(leaves, head.size, wanted, _known[head.tree])
    except ValueError as error:
        raise CannotProve(f"{error} Run manage.py verify_audit.") from error


def _path(roots: dict[merkle.Range, bytes], ranges: list[merkle.Range]) -> list[str]:
    return [roots[one].hex() for one in ranges]


def proved(
    line: Line, seal: Seal, heads: dict[int, Head], roots: dict[int, dict[merkle.Range, bytes]]
) -> dict[str, Any]:
    ranges = merkle.inclusion_ranges(seal.index, heads[seal.tree].size)
    return {
        "line": proofs.write_line(line),
        "tree": seal.tree,
        "index": seal.index,
        "path": _path(roots[seal.tree], ranges),
    }
