"""Sealing: lines become leaves, and the trees that grew get signed heads.

A line may be committed after one with a higher number. So whatever is there and has no seal gets
one, in whatever order it came to be seen; and the search does not begin at the first line each
time, but at a floor below which no transaction can have anything left to commit.
"""

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction
from django.utils import timezone

from annotations.models import Event, Head, Seal, rows
from annotations.models.horizon import Horizon, horizon
from annotations.models.sealing import HOUSE, unsealed
from annotations.trail import heads
from annotations.trail.leaf import BrokenLine, Line, leaf_hash, moment
from annotations.trail.merkle import Frontier
from newsroom.database.locks import Lock

from .lines import AT_ONCE, lines_of


class CannotSeal(Exception):
    """What is there already is not as it was sealed; the message is for the person."""


def seal(key: Ed25519PrivateKey) -> list[heads.SignedHead]:
    """Seal the lines that are there; the new heads, in their order. As the owner of the tables.

    Raises CannotSeal, and nothing was sealed.
    """
    with transaction.atomic():
        now = _now()
        last = Head.objects.newest()
        _check(last, key)
        floor = _floor(last, now.oldest_open)
        trees = _grow(last.floor if last else 0)
        mark = {"floor": floor, "mark": now.newest, "mark_transaction": now.first_unused}
        return list(_sign(trees, last, key, mark))


def _now() -> Horizon:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [Lock.SEALING])
    return horizon()


def _check(last: Head | None, key: Ed25519PrivateKey) -> None:
    """Nothing is built on a head that this key signed otherwise; another key's is its matter."""
    public = key.public_key()
    if last is None or last.key != heads.key_id(public):
        return
    try:
        heads.check(last.signed(), {last.key: public})
    except heads.BadHead as error:
        raise CannotSeal(f"{error} Run manage.py verify_audit.") from error


def _floor(last: Head | None, oldest: int) -> int:
    """Where the next search may begin, once what is there now is sealed.

    Up to its mark every line has been given when the last head was made, by transactions that were
    open then: these are over when none as old is open any more.
    """
    if last is None:
        return 0
    return last.mark if last.mark_transaction <= oldest else last.floor


def _grow(floor: int) -> dict[int, Frontier]:
    """Seal the lines above the floor that have no seal; the trees that grew."""
    trees: dict[int, Frontier] = {}
    waiting = unsealed(Event.objects.filter(pk__gt=floor)).order_by("pk")
    with closing(lines_of(waiting)) as coming:
        while chunk := list(islice(coming, AT_ONCE)):
            rows.insert(Seal, [_sealed(line, trees) for line in chunk])
    return trees


def _sealed(line: Line, trees: dict[int, Frontier]) -> dict[str, Any]:
    """The columns of its seal."""
    tree = HOUSE if line.desk is None else line.desk
    if tree not in trees:
        trees[tree] = _begun(tree)
    try:
        leaf = leaf_hash(line)
    except BrokenLine as error:
        raise CannotSeal(str(error)) from error
    place = trees[tree].size
    trees[tree].append(leaf)
    return {"event_id": line.id, "tree": tree, "index": place, "leaf": leaf}


def _begun(tree: int) -> Frontier:
    last = Head.objects.newest_of(tree)
    try:
        return last.frontier() if last else Frontier()
    except ValueError as error:
        raise CannotSeal(f"The tree {tree} cannot go on: run manage.py verify_audit.") from error


def _sign(
    trees: dict[int, Frontier], last: Head | None, key: Ed25519PrivateKey, mark: dict[str, int]
) -> Iterator[heads.SignedHead]:
    number = last.number if last else 0
    previous = last.signed().link() if last else heads.NOTHING
    at = timezone.now()
    for tree, frontier in sorted(trees.items()):
        number += 1
        unsigned = heads.SignedHead(
            number=number,
            tree=tree,
            size=frontier.size,
            root=frontier.root.hex(),
            at=moment(at),
            floor=mark["floor"],
            previous=previous,
            key="",
        )
        signed = heads.sign(unsigned, key)
        previous = signed.link()
        columns = {name: getattr(signed, name) for name in COLUMNS}
        Head.objects.create(at=at, edge=frontier.edge, **columns, **mark)
        yield signed


COLUMNS = ("number", "tree", "size", "root", "previous", "key", "signature")
