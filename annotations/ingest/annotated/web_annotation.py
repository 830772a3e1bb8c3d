"""W3C Web Annotations (JSON-LD) and what the API of Hypothesis answers.

One annotation, a list, a page or a collection with its pages, `{"rows": …}`, or one a line. What is
said in reply to an annotation of the file is added to it.
"""

from collections.abc import Iterator
from typing import Any

from annotations.text.message import Message

from .records import LONGEST_LABEL, LONGEST_NOTE, Bad, Note, Record
from .values import BadJSON, listed, offset, paragraphs, rows_of, text_of, words

PLACES_OF_ROWS = ("rows", "items", "@graph", "first", "annotations", "last")
PLACES = ({"target"}, {"selector"}, {"uri", "user"})  # What says where: it takes one of these.
LONGEST_QUOTE = 6_000
MOST_TAGS = 50


def read(data: bytes) -> Iterator[Record]:
    found: list[Record] = []
    by_id: dict[str, Note] = {}
    rows: list[tuple[int, Any]] = []
    for line, row in rows_of(text_of(data)):
        if isinstance(row, BadJSON):
            found.append(Bad(line, row.message, is_foreign=row.is_foreign))
        else:
            rows += [(max(line, len(rows) + 1), one) for one in _annotations(row)]
    # Replies may stand before what they reply to.
    for number, row in sorted(rows, key=lambda one: _is_reply(one[1])):
        found += _read_one(number, row, by_id)
    return iter(found)


def _is_reply(row: Any) -> bool:
    return isinstance(row, dict) and bool(row.get("references"))


def _annotations(value: Any, depth: int = 0) -> Iterator[Any]:
    """What is in a page, a collection or an answer; else the value itself."""
    if isinstance(value, list):
        for one in value:
            yield from _annotations(one, depth)
        return
    names = PLACES_OF_ROWS if isinstance(value, dict) and "target" not in value else ()
    held = [value[name] for name in names if isinstance(value.get(name), list | dict)]
    if not held or depth > 3:
        yield value
        return
    for one in held:
        yield from _annotations(one, depth + 1)


def _read_one(number: int, row: Any, by_id: dict[str, Note]) -> list[Record]:
    if not isinstance(row, dict):
        return [Bad(number, Message("import-no-object"), is_foreign=True)]
    if not any(names <= row.keys() for names in PLACES):
        return [Bad(number, Message("import-no-mark"), is_foreign=True)]
    targets = listed(row.get("target")) or [row]
    about = _about(row)
    for parent in listed(row.get("references"))[:1]:
        if root := by_id.get(words(parent)):
            root.body = "\n\n".join(filter(None, (root.body, _signed(about))))[:LONGEST_NOTE]
            return []
    notes = [_targeted(number, target, row, about) for target in targets]
    for note in notes[:1]:
        by_id.setdefault(words(row.get("id")), note)
    if all(not (note.exact or note.body or note.start is not None) for note in notes):
        return [Bad(number, Message("import-no-quote"), notes[0].address)]
    return list(notes)


def _about(row: dict[str, Any]) -> Note:
    """What is said, by whom and when, without a place."""
    note = Note(0, "")
    said = [paragraphs(row.get(name), LONGEST_NOTE) for name in ("text", "bodyValue")]
    for body in listed(row.get("body")):
        value = body if isinstance(body, str) else _value(body)
        if _purpose(body, row) == "tagging":
            note.tags.append(words(value, LONGEST_LABEL))
        else:
            said.append(paragraphs(value, LONGEST_NOTE))
    note.tags += [words(tag, LONGEST_LABEL) for tag in listed(row.get("tags"))]
    note.tags = list(dict.fromkeys(filter(None, note.tags)))[:MOST_TAGS]
    note.body = "\n\n".join(filter(None, said))[:LONGEST_NOTE]
    note.author = _author(row)
    note.written = words(row.get("created"), 40)
    return note


def _value(body: Any) -> Any:
    return body.get("value", body.get("source")) if isinstance(body, dict) else ""


def _purpose(body: Any, row: dict[str, Any]) -> str:
    own = body.get("purpose") if isinstance(body, dict) else None
    return words((listed(own) or listed(row.get("motivation")) or [""])[0])


def _author(row: dict[str, Any]) -> str:
    """Hypothesis writes `acct:name@host`."""
    names = row.get("user_info") or next(iter(listed(row.get("creator"))), None) or row.get("user")
    if isinstance(names, dict):
        names = names.get("display_name") or names.get("name") or names.get("id") or row.get("user")
    return words(names, 120).removeprefix("acct:").partition("@")[0]


def _signed(about: Note) -> str:
    by = ", ".join(filter(None, (about.author, about.written[:10])))
    return f"{about.body}\n— {by}" if by and about.body else about.body


def _targeted(number: int, target: Any, row: dict[str, Any], about: Note) -> Note:
    source = target if isinstance(target, str) else _source(target)
    address = words(source or row.get("uri")).partition("#")[0]
    note = Note(number, address, tags=list(about.tags), body=about.body)
    note.author, note.written = about.author, about.written
    for selector in _selectors(target):
        kind = words(selector.get("type"))
        if kind == "TextQuoteSelector":
            note.exact = paragraphs(selector.get("exact"), LONGEST_QUOTE) or note.exact
            note.prefix, note.suffix = (_kept(selector.get(name)) for name in ("prefix", "suffix"))
        elif kind == "TextPositionSelector":
            note.start, note.end = offset(selector.get("start")), offset(selector.get("end"))
    return note


def _source(target: Any) -> Any:
    if not isinstance(target, dict):
        return ""
    source = target.get("source", target.get("id"))
    return source.get("id") if isinstance(source, dict) else source


def _selectors(target: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Of a target, and what refines them."""
    held = target.get("selector") if isinstance(target, dict) and depth == 0 else target
    for one in listed(held):
        if isinstance(one, dict):
            yield one
            if depth < 3 and one.get("refinedBy") is not None:
                yield from _selectors(one["refinedBy"], depth + 1)


def _kept(value: Any) -> str:
    """With its outer blanks, which are part of where it stands."""
    return paragraphs(f".{value}.", 2_000)[1:-1] if isinstance(value, str) else ""
