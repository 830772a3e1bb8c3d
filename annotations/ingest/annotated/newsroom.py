"""everything.ndjson of a Newsroom, for a desk that has other work: of each article the current text
with its accepted names and its claims (docs/ndjson.md). All the rest comes in by `import_ndjson`.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

from annotations.text.message import Message
from annotations.text.spans import Span

from .records import LONGEST_LABEL, MOST_MARKS, Bad, Lost, Mark, Record, Text
from .values import BadJSON, loads, offset, rows_of, text_of, words

KNOWN = {"language": 16, "outlet": 200, "byline": 300, "source_url": 2_000}
KEYS = (
    "id", "article_id", "revision_id", "claim_id", "label_id", "current_revision_id",
    "merged_into_id",
)  # fmt: skip
NOT_WORKED_ON = ("suggested", "dismissed")
Row = dict[str, Any]


def read(data: bytes) -> Iterator[Record]:
    """Articles by number, none where the first line is no header of such a file; a file that is not
    as it was written has no other record than that."""
    if not _has_header(data):
        return
    if not _is_whole(data):
        yield Bad(data.count(b"\n") or 1, Message("import-not-as-written"))
        return
    work = _Work()
    for line, row in rows_of(text_of(data)):
        if isinstance(row, dict) and not isinstance(row, BadJSON):
            work.add(line, row)
    yield from work.records()


def _has_header(data: bytes) -> bool:
    try:
        head = loads(data.partition(b"\n")[0].decode("utf-8-sig"))
    except (BadJSON, UnicodeDecodeError):
        return False
    return isinstance(head, dict) and "newsroom" in head


def _is_whole(data: bytes) -> bool:
    """Whether the last line says the SHA-256 of all before it."""
    body, _, last = data.removesuffix(b"\n").rpartition(b"\n")
    try:
        end = loads(last.decode())
    except (BadJSON, UnicodeDecodeError):
        return False
    return isinstance(end, dict) and end.get("sha256") == hashlib.sha256(body + b"\n").hexdigest()


class _Work:
    """The rows of the file that say something of a text."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[Any, Row]] = defaultdict(dict)  # By type and number.
        self._lines: dict[Any, int] = {}  # Of articles.
        self._of: dict[tuple[str, Any], list[Row]] = defaultdict(list)  # By type and owner.

    def add(self, line: int, row: Row) -> None:
        kind = str(row.get("type"))
        if not all(isinstance(value, str | int | float | None) for value in map(row.get, KEYS)):
            return  # A number that is none.
        if kind == "article":
            self._lines[row.get("id")] = line
        if kind in ("article", "revision", "claim", "claimlabel", "embargo"):
            self._rows[kind][row.get("article_id" if kind == "embargo" else "id")] = row
        owner = OWNERS.get(kind)
        if owner:
            self._of[kind, row.get(owner)].append(row)

    def records(self) -> Iterator[Record]:
        for pk, line in self._lines.items():
            article = self._rows["article"][pk]
            embargo = self._rows["embargo"].get(pk)
            revision = self._rows["revision"].get(article.get("current_revision_id"), {})
            if embargo is not None and _is_in_force(embargo.get("until")):
                yield Bad(line, Message("import-embargo"), words(article.get("headline")))
            elif not isinstance(revision.get("text"), str):
                yield Bad(line, Message("import-no-text"), words(article.get("headline")))
            else:
                yield self._text(line, article, revision)

    def _text(self, line: int, article: Row, revision: Row) -> Record:
        found = Text(line, revision["text"], headline=words(article.get("headline"), 500))
        found.about = {name: words(article.get(name), most) for name, most in KNOWN.items()}
        for mention in self._of["mention", revision["id"]]:
            if mention.get("state") == "accepted":
                found.marks += _marks(mention, words(mention.get("label"), LONGEST_LABEL))
        self._claims(found, revision)
        if len(found.marks) > MOST_MARKS:
            return Bad(line, Message("import-many-marks", most=MOST_MARKS))
        return found

    def _claims(self, found: Text, revision: Row) -> None:
        """Each once, at the first place where its words stand."""
        places: dict[Any, list[Row]] = defaultdict(list)
        for anchor in self._of["anchor", revision["id"]]:
            places[anchor.get("claim_id")].append(anchor)
        for pk, anchors in places.items():
            claim = self._rows["claim"].get(pk, {})
            if claim.get("stage") in NOT_WORKED_ON or claim.get("merged_into_id"):
                continue
            statement, labels = words(claim.get("statement")), self._labels(claim)
            marks = [mark for one in anchors for mark in _marks(one, "claim", statement, labels)]
            found.marks += marks[:1]
            if not marks:
                found.lost.append(Lost(statement, Message("import-orphan")))
            elif self._of["assessment", pk]:
                found.lost.append(Lost(statement, Message("import-verdict")))

    def _labels(self, claim: Row) -> tuple[str, ...]:
        given = [one.get("label_id") for one in self._of["labelling", claim.get("id")]]
        names = (self._rows["claimlabel"].get(pk, {}).get("name") for pk in given)
        return tuple(filter(None, (words(name, LONGEST_LABEL) for name in names)))


OWNERS = {
    "mention": "revision_id",
    "anchor": "revision_id",
    "labelling": "claim_id",
    "assessment": "claim_id",
}


def _marks(row: Row, label: str, statement: str = "", more: tuple[str, ...] = ()) -> Iterator[Mark]:
    start, end = offset(row.get("start")), offset(row.get("end"))
    if start is not None and end is not None:
        yield Mark((Span(start, end),), label, more, statement=statement)


def _is_in_force(until: object) -> bool:
    """Whether it lasts: what cannot be read does."""
    try:
        return datetime.fromisoformat(str(until)) > datetime.now(timezone.utc)
    except (TypeError, ValueError):
        return True
