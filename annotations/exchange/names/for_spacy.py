"""Names for spaCy: a DocBin, in the memory of one article."""

from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from struct import Struct

import orjson
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.models import Article

from ..copy_out import JSON_OPTIONS, Rows
from ..docbin.column import HEAD, NOTHING, Column, tail
from ..docbin.msgpack import MOST_BYTES, bytes_of, list_of, map_of, packed
from ..docbin.tokens import Tokens, tokens_of
from ..docbin.vocabulary import Known
from .sentences import sentences
from .texts import Name, Text, texts
from .without_overlaps import staying

# spaCy's numbers of the attributes of a token, in the order in which they are written.
ATTRIBUTES = {"ORTH": 65, "ENT_IOB": 77, "ENT_TYPE": 78, "SENT_START": 80}
INSIDE, OUTSIDE, BEGINS = 1, 2, 3
SENTENCE_BEGINS, SENTENCE_GOES_ON = 1, 2**64 - 1
# The group in which spaCy's own span categorizer looks for spans that overlap.
GROUP = "sc"
KNOWN_WORDS = 100_000
PLAIN_TOKEN = array("Q", [0, OUTSIDE, 0, SENTENCE_GOES_ON])
# A name in the group, and what stands before all of them and after.
SPAN = Struct(">5sQQQllll")
SPAN_HEAD = bytes_of(SPAN.size - 5)
GROUP_HEAD = map_of(3) + b"".join(map(packed, ("name", GROUP, "attrs", {}, "spans")))
GROUPS_HEAD, IN_GROUP = map_of(1), packed([GROUP])


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
        self._known = Known()

    def _column(self, data: bytes = b"") -> Column:
        column = Column(data)
        self._stack.callback(column.close)
        return column

    def add(self, found: Text) -> None:
        text, names = found["text"], found["names"]
        stay = staying(names)
        starts = [start for start, _ in sentences(text, stay)]
        tokens = tokens_of(text, starts, [(name["start"], name["end"]) for name in names])
        self._known.forget(KNOWN_WORDS)
        self.tokens.add(self._attributes(tokens, stay, starts))
        self.spaces.add(self._known.spaces(tokens.words))
        self.lengths.add(array("i", [len(tokens.words)]).tobytes())
        self.groups.add(self._group(tokens, names))
        words = self._known.strings()
        self.strings.add(b"".join(map(packed, words)), len(words))
        self.about.add(packed(packed(dict(found["about"]))))
        if self.tokens.size > MOST_BYTES:
            raise Invalid(_("These are more words than a DocBin can hold: export fewer articles."))

    def _attributes(self, tokens: Tokens, names: list[Name], starts: list[int]) -> bytes:
        width = len(ATTRIBUTES)
        rows = PLAIN_TOKEN * len(tokens.words)
        rows[0::width] = self._known.numbers(tokens.words)
        rows[3] = SENTENCE_BEGINS
        for start in starts:
            rows[tokens.at[start] * width + 3] = SENTENCE_BEGINS
        for name in names:
            first, end = tokens.at[name["start"]], tokens.at[name["end"]]
            label = self._known[name["label"]]
            for n in range(first, end):
                rows[n * width + 1] = BEGINS if n == first else INSIDE
                rows[n * width + 2] = label
        return rows.tobytes()

    def _group(self, tokens: Tokens, names: list[Name]) -> bytes:
        """All names, those that overlap too."""
        at, known = tokens.at, self._known
        spans = [
            SPAN.pack(
                SPAN_HEAD, 0, 0, known[name["label"]],
                at[name["start"]], at[name["end"]], name["start"], name["end"],
            )
            for name in names
        ]  # fmt: skip
        group = packed(b"".join((GROUP_HEAD, list_of(len(spans)), *spans)))
        return packed(GROUPS_HEAD + group + IN_GROUP)

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
