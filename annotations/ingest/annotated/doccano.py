"""doccano's JSONL: a text a line, with spans as `label` or `labels` (`[start, end, name]`), or as
`entities` (`{start_offset, end_offset, label}`). Offsets count code points.
"""

from collections.abc import Iterator
from typing import Any

from annotations.text.message import Message
from annotations.text.spans import Span

from .records import LONGEST_LABEL, LONGEST_NOTE, MOST_MARKS, Bad, Lost, Mark, Record, Text
from .values import BadJSON, listed, offset, paragraphs, rows_of, text_of, words

HEADLINES = ("headline", "title", "Headline", "Title")
TEXTS = ("text", "data")
KNOWN = {
    "language": 16, "outlet": 200, "byline": 300, "source_url": 2_000,
}  # fmt: skip
MARKS, COMMENTS = ("label", "labels", "entities"), "Comments"
PLAIN = {"id", "meta", *TEXTS, *HEADLINES, *KNOWN}  # Of a text without marks.


def read(data: bytes) -> Iterator[Record]:
    for line, row in rows_of(text_of(data)):
        if isinstance(row, BadJSON):
            yield Bad(line, row.message, is_foreign=row.is_foreign)
        else:
            yield _record(line, row)


def _record(line: int, row: Any) -> Record:
    if not isinstance(row, dict):
        return Bad(line, Message("import-no-object"), is_foreign=True)
    text = next((row[name] for name in TEXTS if isinstance(row.get(name), str)), None)
    if text is None:
        return Bad(line, Message("import-no-text"), is_foreign=True)
    spans = [one for name in MARKS for one in listed(row.get(name))]
    if not (_is_marked(row, spans) or PLAIN.issuperset(row)):
        return Bad(line, Message("import-no-mark"), is_foreign=True)
    meta = row["meta"] if isinstance(row.get("meta"), dict) else row
    found = Text(line, text, headline=_first(meta, HEADLINES))
    found.about = {name: words(meta.get(name), most) for name, most in KNOWN.items()}
    if len(spans) > MOST_MARKS:
        return Bad(line, Message("import-many-marks", most=MOST_MARKS))
    for span in spans:
        _mark(found, span)
    for comment in listed(row.get(COMMENTS)):
        said = paragraphs(comment, LONGEST_NOTE)
        if said:
            found.lost.append(Lost(said, Message("import-of-whole")))
    return found


def _is_marked(row: dict[str, Any], spans: list[Any]) -> bool:
    """Whether it has what doccano writes beside a text, if only an empty list; the spans of other
    programs have no `start_offset`."""
    if not any(name in row for name in (*MARKS, COMMENTS)):
        return False
    return not spans or any(not isinstance(one, dict) or "start_offset" in one for one in spans)


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((found for name in names if (found := words(row.get(name), 500))), "")


def _mark(found: Text, span: Any) -> None:
    if isinstance(span, dict):
        span = [span.get("start_offset"), span.get("end_offset"), span.get("label")]
    if isinstance(span, str):  # A label of a project that classifies whole texts.
        found.lost.append(Lost(words(span, LONGEST_LABEL), Message("import-of-whole")))
        return
    places = [offset(one) for one in span[:2]] if isinstance(span, list) else []
    label = words(span[2], LONGEST_LABEL) if isinstance(span, list) and len(span) > 2 else ""
    if len(places) < 2 or None in places or not label:
        found.lost.append(Lost(words(str(span), 200), Message("import-no-mark")))
        return
    start, end = places
    found.marks.append(Mark((Span(start or 0, end or 0),), label))
