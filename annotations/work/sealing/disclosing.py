"""A proof for everybody: lines of the trail without the values that are not public.

A value that is not shown stands there by its hash, so that each line leads to the head that was
signed all the same (trail/leaf.py). Of the heads it takes the oldest that has the lines: the same
lines are proved by the same bytes, however far the trail went on since.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from annotations.models import Event, Head, Seal
from annotations.trail import proofs
from annotations.trail.leaf import Line, fields_of, hide_fields

from .lines import lines_of
from .proving import proved, roots_of_head

Row = tuple[str, int]  # Table and id.
Shown = Mapping[Row, Mapping[str, Any]]


class Unsealed(Exception):
    """Lines are there that no head has yet: they are sealed within seconds."""


def disclose(shown: Shown, *, until: Row, claim: int) -> dict[str, Any]:
    """A bundle (trail/proofs.py) of the history of these rows, up to where `until` was made.

    Of a row's columns it shows those that `shown` names, where they had that value. Without a line
    of `until` (what an import brought has none) nothing is proved. Raises Unsealed, CannotProve.
    """
    with transaction.atomic():
        last = Event.objects.of_row(*until).filter(action="I").values_list("pk", flat=True).first()
        lines = _lines(shown, last) if last else []
        seals = Seal.objects.in_bulk([line.id for line in lines])
        if len(seals) < len(lines):
            raise Unsealed
        heads = _heads(list(seals.values()))
        roots = {
            tree: roots_of_head(head, list(seals.values()), []) for tree, head in heads.items()
        }
    return {
        "format": proofs.FORMAT,
        "claim": claim,
        "lines": [proved(_public(line, shown), seals[line.id], heads, roots) for line in lines],
        "heads": [vars(head.signed()) for head in heads.values()],
        "since": [],
    }


def _lines(shown: Shown, last: int) -> list[Line]:
    ids = set[int]()
    for table in {table for table, _ in shown}:
        rows = [pk for name, pk in shown if name == table]
        events = Event.objects.filter(table=table, object_id__in=rows, pk__lte=last)
        ids.update(events.values_list("pk", flat=True))
    return list(lines_of(Event.objects.filter(pk__in=ids).order_by("pk")))


def _heads(seals: Sequence[Seal]) -> dict[int, Head]:
    """Of each tree the oldest head that has all of these leaves."""
    found: dict[int, Head] = {}
    for tree in sorted({seal.tree for seal in seals}):
        last = max(seal.index for seal in seals if seal.tree == tree)
        head = Head.objects.filter(tree=tree, size__gt=last).order_by("size").first()
        if head is None:
            raise Unsealed
        found[tree] = head
    return found


def _public(line: Line, shown: Shown) -> Line:
    values = shown[line.table, line.object_id]
    hidden = {
        field
        for field, value in fields_of(line)
        if field == "reason" or values.get(field[4:], _NEVER) != value
    }
    return hide_fields(line, hidden)


_NEVER = object()
