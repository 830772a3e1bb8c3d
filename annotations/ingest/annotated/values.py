"""Values of JSON that strangers wrote, read without trust."""

import json
import re
from collections.abc import Iterator
from typing import Any

from annotations.text.invisible import shown
from annotations.text.message import Message, MessageError

from ..document import UnreadableFile
from ..encodings.decode import decode

# PostgreSQL keeps neither.
UNFIT = re.compile("[\x00\ud800-\udfff]")


class BadJSON(MessageError):
    """What should be JSON is not, or holds more than a machine should follow.

    `is_foreign` where it does not even begin like JSON.
    """

    is_foreign = False


def text_of(data: bytes) -> str:
    """The file as text; raises UnreadableFile."""
    if not data.strip():
        raise UnreadableFile(Message("file-empty"))
    return decode(data)[0]


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, by number; only LF and CRLF end one."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.removesuffix("\r")


def loads(text: str) -> Any:
    """Raises BadJSON."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if "\n" not in text.strip():
            raise BadJSON(Message("import-json-line", at=error.colno)) from error
        raise BadJSON(Message("import-json", at=error.colno, count=error.lineno)) from error
    except (RecursionError, ValueError) as error:
        raise BadJSON(Message("import-json-deep")) from error


def rows_of(text: str) -> Iterator[tuple[int, Any]]:
    """The objects of a file that is one JSON value, or one JSON object a line, by line or number.

    What cannot be read comes as a BadJSON; the others come all the same.
    """
    try:
        whole = loads(text)
    except BadJSON as error:
        if text.lstrip().startswith("[") or "\n" not in text.strip():
            error.is_foreign = not text.lstrip().startswith(("[", "{"))
            yield 1, error
            return
    else:
        yield from enumerate(whole if isinstance(whole, list) else [whole], 1)
        return
    for number, line in lines_of(text):
        try:
            yield number, loads(line)
        except BadJSON as error:
            error.is_foreign = not line.lstrip().startswith("{")
            yield number, error


def fit(value: Any) -> Any:
    """The same without what cannot be kept, however deep; raises BadJSON for what is too deep."""
    try:
        return _fit(value)
    except RecursionError as error:
        raise BadJSON(Message("import-json-deep")) from error


def _fit(value: Any) -> Any:
    if isinstance(value, str):
        return UNFIT.sub("", value)
    if isinstance(value, list):
        return [_fit(one) for one in value]
    if isinstance(value, dict):
        return {_fit(name): _fit(one) for name, one in value.items()}
    return value


def words(value: object, longest: int = 2_000) -> str:
    """A string of one line without what cannot be kept; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(shown(UNFIT.sub("", str(value))).split())[:longest]


def paragraphs(value: object, longest: int) -> str:
    """The same of a string that may have several lines."""
    if not isinstance(value, str):
        return ""
    return UNFIT.sub("", value.replace("\r\n", "\n")).strip()[:longest]


def listed(value: object) -> list[Any]:
    """JSON-LD writes one thing as itself and several as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def offset(value: object) -> int | None:
    """A place in a text; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 0 <= value <= 2**31 - 1 and value == int(value) else None
