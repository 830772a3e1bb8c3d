"""Full-text search over folded words: one GIN-indexed vector a table, filled when a row is written.

The embedded PostgreSQL has neither ICU nor unaccent, so text is folded in Python, the same way
when it is stored and when it is asked for.
"""

import re
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models import Value

from annotations.text.folding import fold

from .accounts.people import OfDesks
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


class SearchableQuerySet(OfDesks[Row]):
    def matching(self, words: str) -> "Self":
        """Rows that hold all `words`; quotes, `or` and `-` work as in a web search."""
        return self.filter(search=SearchQuery(fold(words), config=CONFIG, search_type="websearch"))

    def completing(self, words: str) -> "Self":
        """Rows that hold words that begin with each of `words`: for search as you type."""
        found = WORD.findall(fold(words))
        if not found:
            return self.none()
        query = " & ".join(f"{word}:*" for word in found)
        return self.filter(search=SearchQuery(query, config=CONFIG, search_type="raw"))


class Searchable(models.Model):
    search = SearchVectorField(editable=False, null=True)

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["search"], name="%(class)s_search")]
