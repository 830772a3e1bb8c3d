"""Full-text search over folded words: one GIN-indexed vector a table, filled when a row is written.

The embedded PostgreSQL has neither ICU nor unaccent, so text is folded in Python, the same way
when it is stored and when it is asked for.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import connection, models
from django.db.models import F, Q, Value

from annotations.text.folding import fold

from . import first_hits
from .accounts.people import OfDesks
from .first_hits import OpaqueQuery
from .keyset import Row

if TYPE_CHECKING:
    from typing_extensions import Self


CONFIG = "simple"
VECTOR = f"to_tsvector('{CONFIG}', %s)"  # SQL: of `indexed` words.
# A tsvector may have 1 MB; so many code points of any script stay below it.
INDEXED_CODE_POINTS = 150_000
WORD = re.compile(r"\w+")


def indexed(*texts: str) -> str:
    """The folded words by which a row with these texts is found."""
    return fold(" ".join(texts)[:INDEXED_CODE_POINTS])


def vector(*texts: str) -> SearchVector:
    """The value to store in `search` for these texts."""
    return SearchVector(Value(indexed(*texts)), config=CONFIG)


def store(model: type[models.Model], texts: Mapping[int, Sequence[str]]) -> None:
    """Let rows be found by these texts, given by id; one statement for many rows as for one."""
    words = [indexed(*found) for found in texts.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {connection.ops.quote_name(model._meta.db_table)} t "  # noqa: S608 - our own names
            f"SET search = {VECTOR % 'n.words'} "
            "FROM unnest(%s::bigint[], %s::text[]) n(id, words) WHERE t.id = n.id",
            [list(texts), words],
        )


class SearchableQuerySet(OfDesks[Row]):
    sought: OpaqueQuery | None = None  # Words that all of these rows hold, if any.

    def _clone(self) -> "Self":
        found = super()._clone()
        found.sought = self.sought
        return found

    def matching(self, words: str) -> "Self":
        """Rows that hold all `words`; quotes, `or` and `-` work as in a web search."""
        return self._holding(fold(words), "websearch")

    def completing(self, words: str, otherwise: Q | None = None) -> "Self":
        """Rows that hold words that begin with each of `words`, for search as you type; and those
        that are so `otherwise`."""
        found = WORD.findall(fold(words))
        if not found:
            return self.filter(otherwise) if otherwise else self.none()
        return self._holding(" & ".join(f"{word}:*" for word in found), "raw", otherwise)

    def _holding(self, words: str, search_type: str, otherwise: Q | None = None) -> "Self":
        query = OpaqueQuery(words, config=CONFIG, search_type=search_type)
        has_words = Q(search=query)
        found = self.filter(has_words | otherwise if otherwise else has_words)
        found.sought = query
        return found

    def nearest(
        self, most: int, position: Sequence[object] | None = None, *, backwards: bool = False
    ) -> list[Row]:
        """As of other rows; of those that hold words found as first_hits.py says."""
        if self.sought is None:
            return super().nearest(most, position, backwards=backwards)
        backwards = backwards and position is not None
        found = self.beyond(position, backwards=backwards) if position else self.in_order()
        return self._found_and_read(
            lambda: first_hits.ids(self, self.sought, most, position, backwards=backwards),
            lambda ids: self._of(ids).in_order(backwards=backwards)[:most],
            lambda: found[:most],
        )

    def first_of(self, shown: int, most: int) -> tuple[list[Row], int]:
        """The first rows, and how many there are, counted up to `most`."""
        ids = first_hits.ids(self, self.sought, most)
        return list(self._of(ids).in_order()[:shown]), min(len(ids), most)

    def counted_to(self, most: int) -> int:
        """How many there are; so many at most are looked for."""
        return first_hits.count(self, most)

    def by_words_first(self) -> "Self":
        """The same rows for any order and page of them: all that hold the words are found first."""
        hits = ArraySubquery(self.order_by().values("pk"))
        found = self._apart().filter(first_hits.IsAmong(F("pk"), hits))
        found.sought = None
        return found

    def beginning(self, most: int) -> "Self":
        """The same rows in their order, as far as the first so many are concerned."""
        names = [name if isinstance(name, str) else "" for name in self.query.order_by]
        keys = [name.removeprefix("-") for name in names]
        ways = {name.startswith("-") for name in names}
        if len(ways) != 1 or not all(keys) or keys[-1] not in ("pk", "id"):
            return self.by_words_first()
        ordered = self.by(*keys, down=ways.pop())
        return self._of(first_hits.ids(ordered, self.sought, most))

    def _of(self, ids: list[int]) -> "Self":
        """By number alone: with words, PostgreSQL might ask the index for all of them again."""
        return self._apart().filter(pk__in=ids)

    def _apart(self) -> "Self":
        rest = first_hits.without_words(self)
        return self if rest is None else rest


def is_sought(rows: object) -> bool:
    """Whether these are rows that hold words."""
    return isinstance(rows, SearchableQuerySet) and rows.sought is not None


class Searchable(models.Model):
    search = SearchVectorField(editable=False, null=True)

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["search"], name="%(class)s_search")]
