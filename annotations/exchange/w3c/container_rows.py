"""The annotations of a desk or an article that one person may see: how many, pages, one by one.

In the order of kind and id, cut by position: the last page costs what the first does.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Max, Value
from django.utils.functional import cached_property

from annotations.models import Claim, Evidence, Mention, Stage, User

from .annotations import IS_ONE, Shapes
from .parts import Parts

SIZE = 100
KINDS = ("claim", "evidence", "mention")


class Position(NamedTuple):
    """Where a page begins: how many stand before it, and the kind (of KINDS) and id of the last."""

    start: int
    kind: int
    pk: int

    def __str__(self) -> str:
        return ".".join(map(str, self)) if self.start else "0"


BEGIN = Position(0, 0, 0)
END = (len(KINDS), 0)
Key = tuple[int, int]


@dataclass
class Page:
    """The annotations on it, as kind and id; where the pages beside it begin."""

    keys: list[Key]
    at: Position
    previous: Position | None
    next: Position | None


class Annotations:
    """Those on rows of a desk or an article; `of` is the filter by which they are found."""

    def __init__(self, user: User, *, desk: int | None = None, article: int | None = None):
        path, value = ("desk", desk) if article is None else ("article", article)
        claims = Claim.objects.visible_to(user).exclude(stage=Stage.DISMISSED)
        evidence = Evidence.objects.visible_to(user).exclude(claim__stage=Stage.DISMISSED)
        found: list[Any] = [
            claims.filter(**{path: value}),
            evidence.filter(**{f"claim__{path}": value}),
        ]
        named = Mention.objects.visible_to(user).placed().not_rejected().filter(**{path: value})
        self._rows, self._all = [*found, named.current_by_row()], [*found, named.current()]

    @cached_property
    def _counted(self) -> list[dict[str, Any]]:
        return [one.aggregate(n=Count("pk"), at=Max("updated_at")) for one in self._all]

    @property
    def total(self) -> int:
        return sum(one["n"] for one in self._counted)

    @property
    def modified(self) -> datetime | None:
        """When one of them was last written; None where there are none."""
        return max((one["at"] for one in self._counted if one["at"]), default=None)

    @property
    def last(self) -> Position:
        """Where the last page begins."""
        start = (self.total - 1) // SIZE * SIZE
        return self._back(END, self.total - start + 1, start) if start > 0 else BEGIN

    def page(self, at: Position) -> Page:
        keys = self._keys((at.kind, at.pk), SIZE + 1)
        after = Position(at.start + SIZE, *keys[SIZE - 1]) if len(keys) > SIZE else None
        start = at.start - SIZE
        before = self._back((at.kind, at.pk), SIZE, start) if start > 0 else BEGIN
        return Page(keys[:SIZE], at, before if at.start else None, after)

    def _back(self, key: Key, steps: int, start: int) -> Position:
        """Where a page begins of which the last one before it stands so many before this key."""
        found = self._keys(key, steps, backwards=True)
        return Position(start, *found[-1]) if len(found) == steps else BEGIN

    def _keys(self, key: Key, most: int, *, backwards: bool = False) -> list[Key]:
        """The next ones beyond a key, nearest first."""
        kind, pk = key
        order, beyond = ("-pk", "pk__lt") if backwards else ("pk", "pk__gt")
        parts = []
        for number, rows in enumerate(self._rows):
            if number < kind if not backwards else number > kind:
                continue
            found = rows.filter(**{beyond: pk}) if number == kind else rows
            found = found.order_by(order).annotate(kind=Value(number))
            parts.append(found.values_list("kind", "pk")[:most])
        if not parts:
            return []
        first, *rest = parts
        found = first.union(*rest, all=True) if rest else first
        return sorted(found, reverse=backwards)[:most]


def shown(keys: list[Key], base: str) -> list[str]:
    """What these annotations hold, as JSON without a context, in their order."""
    shapes = Shapes(Parts(base))
    by_key: dict[Key, str] = {}
    for number, kind in enumerate(KINDS):
        wanted = [pk for one, pk in keys if one == number]
        if not wanted:
            continue
        rows = f"t.id IN ({', '.join(map(str, wanted))}) AND {IS_ONE[kind]}"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT t.id, {shapes.of(kind)}::text FROM {shapes.joined(kind)} WHERE {rows}"
            )
            by_key |= {(number, pk): json for pk, json in cursor.fetchall()}
    return [by_key[key] for key in keys if key in by_key]


def addresses(keys: list[Key], base: str) -> list[str]:
    """The IRIs of these annotations."""
    paths = ("claims", "evidence", "mentions")
    return [f"{base}{paths[kind]}/{pk}/annotation/" for kind, pk in keys]
