"""Pairs of a text and its annotations, in an archive that nobody trusts."""

import zipfile
from io import BytesIO

import pytest

from annotations.ingest.annotated import brat, unpack
from annotations.ingest.annotated.records import Bad, Text
from annotations.ingest.document import UnreadableFile

TEXT = "😀 Ilka Varn left\nNorth Orlen and South Orlen.\n"


def packed(**files: str | bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            archive.writestr(name.replace("__", ".").replace("--", "/"), data)
    return out.getvalue()


def read(ann: str, text: str | bytes = TEXT) -> Text:
    [record] = brat.read(packed(a__txt=text, a__ann=ann))
    assert isinstance(record, Text), record
    return record


def mark(words: str, text: str = TEXT, label: str = "PER", key: str = "T1") -> str:
    start = text.index(words)
    said = words.replace("\n", " ")
    return f"{key}\t{label} {start} {start + len(words)}\t{said}\n"


def marked(record: Text) -> list[list[str]]:
    return [[record.text[slice(*part)] for part in mark.parts] for mark in record.marks]


def test_marks_with_attributes_and_notes_are_read():
    ann = "#1\tAnnotatorNotes T1\tWho is it?\n" + mark("Ilka Varn") + "A1\tNegation T1\n"
    record = read(ann + "A2\tCertainty T1 High\n")

    [one] = record.marks
    assert marked(record) == [["Ilka Varn"]]
    assert (one.label, one.more, one.note) == (
        "PER", ("Negation", "Certainty: High"), "Who is it?",
    )  # fmt: skip


def test_a_mark_with_gaps_keeps_its_parts_and_one_over_a_line_end_is_whole():
    north, orlen = TEXT.index("North"), TEXT.index("Orlen.")
    gap = f"T1\tLOC {north} {north + 5};{orlen} {orlen + 5}\tNorth Orlen\n"
    left = TEXT.index("left")
    broken = f"T2\tX {left} {left + 4};{north} {north + 5}\tleft North\n"

    assert marked(read(gap + broken)) == [["North", "Orlen"], ["left\nNorth"]]


@pytest.mark.parametrize("shift", [0, 1])
def test_a_byte_order_mark_may_have_been_counted_or_not(shift):
    start = TEXT.index("Ilka") + shift
    record = read(f"T1\tPER {start} {start + 9}\tIlka Varn\n", "\ufeff".encode() + TEXT.encode())

    assert marked(record) == [["Ilka Varn"]]


def test_windows_line_ends_count_two():
    text = TEXT.replace("\n", "\r\n")
    record = read(mark("South Orlen", text).replace("\n", "\r\n"), text.encode())

    assert marked(record) == [["South Orlen"]]


def test_what_is_no_mark_is_told():
    record = read(
        mark("Ilka Varn") + "T2\tPER 0 4\tNobody\nR1\tIs Arg1:T1 Arg2:T2\n*\tEquiv T1 T2\n"
    )

    assert [lost.problem.id for lost in record.lost] == [
        "import-words-elsewhere", "import-no-relations", "import-no-relations",
    ]  # fmt: skip


def test_bad_pairs_cost_nobody_the_others():
    records = list(brat.read(packed(a__ann="T1\tX 0 1\ta", b__txt="b", b__ann="what?", c__txt="c")))

    assert [(type(one), getattr(one, "words", "")) for one in records] == [
        (Bad, "a"), (Bad, "b"), (Text, ""),
    ]  # fmt: skip
    assert records[1].problem.params == {"count": 1}


def test_names_in_an_archive_lead_nowhere():
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in ("../../etc/a.txt", "/abs.txt", "__MACOSX/._a.txt", "notes.md", "dir/.b.txt"):
            archive.writestr(name, "words")

    assert [record.text for record in brat.read(data.getvalue())] == ["words"]


def test_what_is_no_archive_or_too_much_of_one_is_refused(monkeypatch):
    for data in (b"no archive", packed(a__txt="x" * 50)[:-30]):
        with pytest.raises(UnreadableFile):
            list(brat.read(data))
    bomb = packed(a__txt=b"0" * 300_000, b__txt=b"0" * 300_000)
    assert len(bomb) < 3_000
    for name, most in (("MOST_OF_ONE", 200_000), ("MOST_BYTES", 500_000), ("MOST_FILES", 1)):
        with monkeypatch.context() as patched:
            patched.setattr(unpack, name, most)
            with pytest.raises(UnreadableFile):
                list(brat.read(bomb))
