"""Label Studio's JSON, full (`annotations`, `result`) and JSON_MIN (spans beside the text).

Its offsets are those of a browser, in UTF-16 code units; programs that write such files count code
points. The words that come with a span decide which.
"""

from collections.abc import Iterator
from typing import Any

from annotations.text.message import Message
from annotations.text.spans import Span

from .code_units import CodeUnits
from .records import LONGEST_LABEL, LONGEST_NOTE, MOST_MARKS, Bad, Lost, Mark, Record, Text
from .values import BadJSON, listed, offset, paragraphs, rows_of, text_of, words

TEXT, HEADLINES = "text", ("headline", "title")
KNOWN = {"language": 16, "outlet": 200, "byline": 300, "source_url": 2_000}
LABELS = ("labels", "hypertextlabels")
MINS = {"annotation_id", "annotator", "lead_time"}  # Of JSON_MIN, where nothing is marked.


def read(data: bytes) -> Iterator[Record]:
    for line, row in rows_of(text_of(data)):
        if isinstance(row, BadJSON):
            yield Bad(line, row.message, is_foreign=row.is_foreign)
        else:
            yield _record(line, row)


def _record(line: int, task: Any) -> Record:
    if not isinstance(task, dict):
        return Bad(line, Message("import-no-object"), is_foreign=True)
    data = task["data"] if isinstance(task.get("data"), dict) else task
    spans = list(_results(task, data))
    if data is task and not (spans or MINS & task.keys()):
        return Bad(line, Message("import-no-mark"), is_foreign=True)
    text = _text(data)
    if text is None:
        return Bad(line, Message("import-no-text"))
    found = Text(line, text, next((words(data[n], 500) for n in HEADLINES if n in data), ""))
    found.about = {name: words(data.get(name), most) for name, most in KNOWN.items()}
    if len(spans) > MOST_MARKS:
        return Bad(line, Message("import-many-marks", most=MOST_MARKS))
    marks = _Marks(found)
    for span in spans:
        marks.add(span)
    found.marks = list(marks.by_place.values())
    return found


def _text(data: dict[str, Any]) -> str | None:
    """What is called text; else the only string that there is."""
    if isinstance(data.get(TEXT), str):
        return str(data[TEXT])
    strings = [one for one in data.values() if isinstance(one, str)]
    return strings[0] if len(strings) == 1 else None


def _results(task: dict[str, Any], data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What all who finished the task marked; of JSON_MIN the spans themselves."""
    if data is task:
        for values in task.values():
            for value in values if isinstance(values, list) else ():
                if isinstance(value, dict) and "start" in value:
                    yield {"value": value}
        return
    for annotation in listed(task.get("annotations") or task.get("completions")):
        if isinstance(annotation, dict) and not annotation.get("was_cancelled"):
            for result in listed(annotation.get("result")):
                if isinstance(result, dict):
                    yield result


class _Marks:
    """The marks of one text; what several people marked alike is one."""

    def __init__(self, found: Text) -> None:
        self._found = found
        self._units = CodeUnits(found.text)
        self.by_place: dict[object, Mark] = {}

    def add(self, result: dict[str, Any]) -> None:
        value = result["value"] if isinstance(result.get("value"), dict) else {}
        said = words(value.get("text"), 500)
        names = [
            name
            for kind in (*LABELS, "choices")
            for one in listed(value.get(kind))
            if (name := words(one, LONGEST_LABEL))
        ]
        if "start" not in value or "end" not in value:
            self._lose(
                said or ", ".join(names) or words(result.get("type"), 60),
                Message("import-of-whole"),
            )
            return
        span = self._span(value, said)
        if span is None or not names:
            problem = Message("import-words-elsewhere") if names else Message("import-no-mark")
            self._lose(said or ", ".join(names), problem)
            return
        meta = result["meta"] if isinstance(result.get("meta"), dict) else {}
        note = "\n\n".join(
            filter(None, (paragraphs(one, LONGEST_NOTE) for one in listed(meta.get("text"))))
        )
        for name in names:
            self.by_place.setdefault((span, name), Mark((span,), name, note=note))

    def _lose(self, said: str, problem: Message) -> None:
        self._found.lost.append(Lost(said, problem))

    def _span(self, value: dict[str, Any], said: str) -> Span | None:
        """Where the words stand by one way of counting or the other; None where they do not."""
        if not isinstance(value.get("start"), int | float | str):
            return None
        places = value.get("globalOffsets")
        value = places if isinstance(places, dict) else value
        start, end = offset(value.get("start")), offset(value.get("end"))
        if start is None or end is None:
            return None
        by_units = Span(self._units.code_point(start), self._units.code_point(end))
        for span in (by_units, Span(start, end)):
            if not said or _bare(self._found.text[slice(*span)]) == _bare(said):
                return span
        return None


def _bare(said: str) -> str:
    """Without white space and line breaks, which the browser may tell otherwise."""
    return "".join(said.replace("\\n", "").split())
