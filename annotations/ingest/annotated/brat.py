"""brat's standoff: pairs of .txt and .ann in a ZIP archive.

`T` lines are marks, also such with gaps; `A` and `M` lines say more of a mark; `#` lines are notes.
Offsets count code points of the .txt as it is, a byte order mark included.
"""

import re
from collections.abc import Iterator, Mapping

from annotations.text.message import Message
from annotations.text.spans import Span

from ..document import UnreadableFile
from ..encodings.decode import decode
from .records import LONGEST_LABEL, LONGEST_NOTE, MOST_MARKS, Bad, Lost, Mark, Record, Text
from .unpack import packed, unpacked
from .values import lines_of, paragraphs, words

MARK = re.compile(r"(T\S*)\t(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)(?:\t(.*))?")
MORE = re.compile(r"[AM]\S*\t(\S+) (\S+)(?: (.+))?")
NOTE = re.compile(r"#\S*\t\S+ (\S+)(?:\t(.*))?")
GAP = re.compile(r"\s*")


def read(data: bytes) -> Iterator[Record]:
    """A record a pair, in the order of their names; `line` is the pair's number."""
    files = unpacked(data, (".txt", ".ann"))
    names = sorted({name[:-4] for name in files})
    for number, name in enumerate(names, 1):
        yield _pair(number, name, files)


def of_folder(files: Mapping[str, bytes]) -> bytes:
    """The pairs of a folder as the archive that is read."""
    return packed({n: one for n, one in files.items() if n.endswith((".txt", ".ann"))})


def _pair(number: int, name: str, files: Mapping[str, bytes]) -> Record:
    title = words(name.rpartition("/")[2], 300)
    text, marks = files.get(f"{name}.txt"), files.get(f"{name}.ann", b"")
    if text is None:
        return Bad(number, Message("import-no-txt"), title)
    try:
        content, lines = decode(text)[0], decode(marks)[0] if marks.strip() else ""
    except UnreadableFile as error:
        return Bad(number, error.message, title)
    had_mark = text.startswith(b"\xef\xbb\xbf")
    found = _Annotated(Text(number, content), 1 if had_mark else 0)
    for line, words_of_line in lines_of(lines):
        if not found.add(words_of_line):
            return Bad(number, Message("import-brat-line", count=line), title)
    return found.record()


class _Annotated:
    """One text while its annotations come; those of a mark may stand before it."""

    def __init__(self, text: Text, shift: int) -> None:
        self._text, self._shift = text, shift
        self._marks: dict[str, tuple[tuple[Span, ...], str]] = {}
        self._more: dict[str, list[str]] = {}
        self._notes: dict[str, list[str]] = {}

    def add(self, line: str) -> bool:
        """Whether it is a line that brat writes."""
        if mark := MARK.fullmatch(line):
            self._mark(*mark.groups())
            return True
        if more := MORE.fullmatch(line):
            name, of, value = more.groups()
            said = f"{name}: {value}" if value else name
            self._more.setdefault(of, []).append(words(said, LONGEST_LABEL))
            return True
        if note := NOTE.fullmatch(line):
            self._notes.setdefault(note[1], []).append(paragraphs(note[2] or "", LONGEST_NOTE))
            return True
        if line[0] in "REN*":  # Between marks, of events, of knowledge bases.
            self._lose(line.replace("\t", " "), Message("import-no-relations"))
            return True
        return False

    def record(self) -> Record:
        if len(self._marks) > MOST_MARKS:
            return Bad(self._text.line, Message("import-many-marks", most=MOST_MARKS))
        for key, (parts, label) in self._marks.items():
            note = "\n\n".join(filter(None, self._notes.pop(key, ())))
            more = tuple(self._more.pop(key, ()))
            self._text.marks.append(Mark(parts, label, more, note))
        for said in (*self._more.values(), *self._notes.values()):
            self._lose("; ".join(said), Message("import-no-relations"))
        return self._text

    def _mark(self, key: str, label: str, places: str, said: str | None) -> None:
        ends = [tuple(map(int, place.split(" "))) for place in places.split(";")]
        for shift in dict.fromkeys((0, self._shift)):
            parts = tuple(Span(start - shift, end - shift) for start, end in ends)
            if said is None or self._stands(parts, said):
                self._marks[key] = (self._joined(parts), words(label, LONGEST_LABEL))
                return
        self._lose(words(said, 500), Message("import-words-elsewhere"))

    def _stands(self, parts: tuple[Span, ...], said: str) -> bool:
        found = "".join(self._text.text[slice(*part)] for part in parts)
        return "".join(found.split()) == "".join(said.split())

    def _joined(self, parts: tuple[Span, ...]) -> tuple[Span, ...]:
        """Parts between which only white space stands are one: brat divides at line ends."""
        found: list[Span] = []
        for part in sorted(parts):
            last = found[-1] if found else None
            if last and GAP.fullmatch(self._text.text, last.end, max(part.start, last.end)):
                found[-1] = Span(last.start, max(part.end, last.end))
            else:
                found.append(part)
        return tuple(found)

    def _lose(self, said: str, problem: Message) -> None:
        self._text.lost.append(Lost(words(said, 500), problem))
