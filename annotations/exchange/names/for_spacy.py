"""Names for spaCy: a DocBin, in the memory of one article."""

import struct
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from functools import lru_cache
from itertools import repeat

import orjson
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.models import Article

from ..copy_out import JSON_OPTIONS, Rows
from ..docbin.column import HEAD, NOTHING, Column, tail
from ..docbin.msgpack import MOST_BYTES, bytes_of, list_of, map_of, packed
from ..docbin.murmur import number_of
from ..docbin.tokens import Tokens, tokens_of
from .sentences import sentences
from .standing import staying
from .texts import Name, Text, texts

# spaCy's numbers of the attributes of a token, in the order in which they are written.
ATTRIBUTES = {"ORTH": 65, "ENT_IOB": 77, "ENT_TYPE": 78, "SENT_START": 80}
INSIDE, OUTSIDE, BEGINS = 1, 2, 3
SENTENCE_BEGINS, SENTENCE_GOES_ON = 1, 2**64 - 1
# The group in which spaCy's own span categorizer looks for spans that overlap.
GROUP = "sc"
KNOWN_WORDS = 100_000


class DocBin:
    """The stream. Its head counts all that follows, so that the texts wait, compressed, in
    temporary files; meanwhile it sends blocks of nothing, for whoever waits at the other end."""

    def __init__(self, articles: QuerySet[Article]):
        self._rows = Rows(texts(articles), options=JSON_OPTIONS)
        self._stack = ExitStack()

    def __iter__(self) -> Iterator[bytes]:
        parts = _Parts(self._stack)
        yield HEAD
        for chunk in self._rows:
            for line in chunk.split(b"\n"):
                if line:
                    parts.add(orjson.loads(line))
            yield NOTHING
        columns = parts.columns()
        for column in columns:
            yield from column.blocks()
        yield tail(columns)

    def close(self) -> None:
        self._stack.close()
        self._rows.close()


class _Parts:
    def __init__(self, stack: ExitStack):
        self._stack = stack
        self.tokens, self.spaces, self.lengths = self._column(), self._column(), self._column()
        self.strings, self.groups, self.about = self._column(), self._column(), self._column()
        self.number_of = lru_cache(KNOWN_WORDS)(self._new)
        self.number_of("")

    def _column(self, data: bytes = b"") -> Column:
        column = Column(data)
        self._stack.callback(column.close)
        return column

    def _new(self, text: str) -> int:
        """A word that was forgotten is written once more; readers make a set of them."""
        self.strings.add(packed(text))
        return number_of(text)

    def add(self, found: Text) -> None:
        text, names = found["text"], found["names"]
        stay = staying(names)
        starts = [start for start, _ in sentences(text, stay)]
        tokens = tokens_of(text, starts, [(name["start"], name["end"]) for name in names])
        self.tokens.add(self._attributes(tokens, stay, starts))
        self.spaces.add(bytes(tokens.spaces))
        self.lengths.add(array("i", [len(tokens.words)]).tobytes())
        self.groups.add(packed(self._group(tokens, names)))
        self.about.add(packed(packed(dict(found["about"]))))
        if self.tokens.size > MOST_BYTES:
            raise Invalid(_("These are more words than a DocBin can hold: export fewer articles."))

    def _attributes(self, tokens: Tokens, names: list[Name], starts: list[int]) -> bytes:
        length, width = len(tokens.words), len(ATTRIBUTES)
        rows = array("Q", bytes(8 * width * length))
        rows[0::width] = array("Q", map(self.number_of, tokens.words))
        rows[1::width] = array("Q", repeat(OUTSIDE, length))
        rows[3::width] = array("Q", repeat(SENTENCE_GOES_ON, length))
        rows[3] = SENTENCE_BEGINS
        for start in starts:
            rows[tokens.at[start] * width + 3] = SENTENCE_BEGINS
        for name in names:
            first, end = tokens.at[name["start"]], tokens.at[name["end"]]
            for n in range(first, end):
                rows[n * width + 1] = BEGINS if n == first else INSIDE
                rows[n * width + 2] = self.number_of(name["label"])
        return rows.tobytes()

    def _group(self, tokens: Tokens, names: list[Name]) -> bytes:
        """All names, those that overlap too."""
        spans: list[object] = [
            struct.pack(
                ">QQQllll", 0, 0, self.number_of(name["label"]),
                tokens.at[name["start"]], tokens.at[name["end"]], name["start"], name["end"],
            )
            for name in names
        ]  # fmt: skip
        return packed({packed({"name": GROUP, "attrs": {}, "spans": spans}): [GROUP]})

    def columns(self) -> list[Column]:
        """The parts of the file in their order, each behind its length."""
        documents = self.lengths.count
        empty = list_of(documents) + map_of(0) * documents
        made: list[bytes | tuple[str, bytes, Column]] = [
            map_of(10) + packed("version") + packed("0.1") + packed("attrs"),
            packed([*ATTRIBUTES.values()]),
            ("tokens", bytes_of(self.tokens.size), self.tokens),
            ("spaces", bytes_of(self.spaces.size), self.spaces),
            ("lengths", bytes_of(self.lengths.size), self.lengths),
            ("strings", list_of(self.strings.count), self.strings),
            packed("cats") + empty + packed("flags") + empty,
            ("span_groups", list_of(documents), self.groups),
            ("user_data", list_of(documents), self.about),
        ]
        columns: list[Column] = []
        for one in made:
            if isinstance(one, bytes):
                columns.append(self._column(one))
            else:
                name, head, column = one
                columns += [self._column(packed(name) + head), column]
        return columns
