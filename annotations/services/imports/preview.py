"""The dry run: what a file would bring, before anything is written."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils import translation

from annotations.errors import DomainError
from annotations.exchange.averitec import reading
from annotations.ingest.annotated.records import Bad, Checked, Note, Record, Review, Text
from annotations.messages import in_english
from annotations.models import Desk, ExternalCheck, User

from ..articles import bulk
from ..claims.external_checks import host_of, key_of
from . import averitec
from .labels import table_of
from .notes import Finder
from .texts import Incoming, prepare

FIRST = 5  # Records that are shown.
MOST_FAULTS = 100
MOST_LABELS = 200
LONGEST_SHOWN = 200  # Code points.
AT_ONCE = 500


class Preview:
    """What was read so far."""

    def __init__(self, actor: User, desk: Desk, options: dict[str, Any]) -> None:
        self._actor, self._desk, self._table = actor, desk, table_of(options)
        self._finder = Finder(actor, desk, options)
        self._counts = Counter[str]()
        self._labels = Counter[str]()
        self._first: list[dict[str, Any]] = []
        self._faults: list[dict[str, Any]] = []
        self._waiting: list[Incoming] = []
        self._keys: list[str] = []
        self.is_empty = True

    def add(self, number: int, record: Record) -> None:
        self._counts["records"] += 1
        self.is_empty &= isinstance(record, Bad) and record.is_foreign
        if isinstance(record, Bad):
            self._fault(record.line, record.words, in_english(record.problem))
            self._counts["bad"] += 1
        elif isinstance(record, Text):
            self._text(number, record)
        elif isinstance(record, Note):
            self._note(number, record)
        elif isinstance(record, Review):
            self._review(record)
        elif isinstance(record, Checked):
            self._checked(record)

    def said(self) -> dict[str, Any]:
        """As it is stored: plain JSON, sentences in English."""
        self._count_known()
        table = self._table
        labels = [
            {"name": name, "count": count, "target": table.target(name),
             "is_known": table.is_known(name)}
            for name, count in self._labels.most_common(MOST_LABELS)
        ]  # fmt: skip
        return {
            "counts": dict(self._counts),
            "labels": labels,
            "first": self._first,
            "faults": self._faults,
        }

    def _text(self, number: int, record: Text) -> None:
        self._labels.update(mark.label for mark in record.marks)
        found = prepare(number, record, self._table)
        if found.draft is None:
            self._fault(found.line, record.text[:LONGEST_SHOWN], found.problem)
            self._counts["bad"] += 1
            return
        placed = found.placed
        for name in ("names", "claims", "left"):
            self._counts[name] += len(getattr(placed, name))
        for one in placed.left:
            self._fault(found.line, one["words"], one["problem"])
        if len(self._first) < FIRST:
            self._first.append(_shown(found))
        self._counts["texts"] += 1
        placed.names, placed.claims, placed.left = [], [], []
        self._waiting.append(found)
        if len(self._waiting) >= AT_ONCE:
            self._count_known()

    def _note(self, number: int, record: Note) -> None:
        self._labels.update(record.tags)
        found = self._finder.pin(number, record)
        self._counts["notes"] += 1
        for one in found.left:
            self._fault(record.line, one["words"], one["problem"])
        if found.problem:  # Its words and what is said of them are one annotation.
            self._counts["left"] += 1
        else:
            self._counts["left"] += len(found.left)
            self._counts["claims" if found.is_of_words else "comments"] += 1
        if len(self._first) < FIRST and found.article:
            claims = [{"words": record.exact[:LONGEST_SHOWN], "labels": found.labels}]
            self._first.append(
                {
                    "line": record.line,
                    "headline": found.article.headline,
                    "text": record.body[:LONGEST_SHOWN],
                    "names": [],
                    "claims": claims if found.fate and found.fate.span else [],
                }
            )

    def _review(self, record: Review) -> None:
        self._counts["reviews"] += 1
        self._keys.append(key_of(record.url, record.claim))
        if len(self._first) < FIRST:
            by = ", ".join(filter(None, (record.publisher, record.reviewed_on[:10])))
            self._first.append(
                {
                    "line": record.line,
                    "headline": record.claim[:LONGEST_SHOWN],
                    "text": f"{record.rating} – {by}",
                    "names": [],
                    "claims": [],
                }
            )

    def _checked(self, record: Checked) -> None:
        try:
            read = reading.record(record.row)
        except DomainError as error:
            self._fault(record.line, averitec.words_of(record.row), averitec.in_words(error))
            self._counts["bad"] += 1
            return
        self._counts["reviews"] += 1
        self._counts["claims"] += 1
        self._counts["questions"] += len(read.questions)
        self._counts["there"] += averitec.is_there(self._desk, read)
        if len(self._first) < FIRST:
            by = host_of(read.article_url) or averitec.NAMELESS
            self._first.append(
                {
                    "line": record.line,
                    "headline": read.claim[:LONGEST_SHOWN],
                    "text": f"{read.label} – {by}",
                    "names": [],
                    "claims": [],
                }
            )

    def _fault(self, line: int, words: str, problem: str) -> None:
        self._counts["faults"] += 1
        if len(self._faults) < MOST_FAULTS:
            self._faults.append({"line": line, "words": words, "problem": problem})

    def _count_known(self) -> None:
        """Of the texts those that the desk holds already."""
        drafts = [one.draft for one in self._waiting if one.draft]
        if drafts:
            known = bulk.held(self._actor, self._desk, drafts)
            self._counts["there"] += sum(bulk.key_of(draft) in known for draft in drafts)
        self._waiting.clear()
        if self._keys:
            own = ExternalCheck.objects.filter(desk=self._desk, key__in=self._keys)
            self._counts["there"] += own.count()
            self._keys.clear()


def preview(
    *, actor: User, desk: Desk, records: Iterable[Record], options: dict[str, Any]
) -> dict[str, Any]:
    """Counts, labels with what becomes of each, the first records, and faults by line; nothing of
    a file without a single record of its format."""
    found = Preview(actor, desk, options)
    with translation.override("en-gb"):
        for number, record in enumerate(records, 1):
            found.add(number, record)
    return {} if found.is_empty else found.said()


def _shown(found: Incoming) -> dict[str, Any]:
    draft = found.draft
    assert draft
    text = draft.text
    return {
        "line": found.line,
        "headline": draft.headline,
        "text": text[:LONGEST_SHOWN],
        "names": [
            {"words": text[slice(*name.span)], "label": name.label}
            for name in found.placed.names[:FIRST]
        ],
        "claims": [
            {"words": text[slice(*claim.span)][:LONGEST_SHOWN], "labels": list(claim.labels)}
            for claim in found.placed.claims[:FIRST]
        ],
    }
