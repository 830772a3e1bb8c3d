"""The file of a backup: whole, or refused."""

import json
import resource
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsroom.keeping.archive import MANIFEST, Archive, Manifest, Table, written
from newsroom.keeping.errors import KeepingError

ROWS = [b"1\tone\n", b"2\ttwo\n", b"3\t\\N\n"] * 20


def write(path: Path, rows: list[bytes] = ROWS) -> Manifest:
    table = Table("annotations_desk", ["id", "name"], {"id": [60, True]})
    held = Manifest("0.2.0", "18.6", "2026-11-29", [("annotations", "0001")], [table])
    with written(path) as writer:
        writer.add(table, rows, lambda: None)
        writer.close(held)
    return held


def contents(path: Path) -> tuple[Manifest, bytes]:
    """All that a restore would read; raises KeepingError."""
    archive = Archive(path)
    archive.check()
    return archive.manifest, b"".join(archive.rows(archive.manifest.tables[0]))


@pytest.fixture
def file(tmp_path) -> Path:
    write(tmp_path / "news.zip")
    return tmp_path / "news.zip"


def test_what_was_written_is_read(tmp_path):
    held = write(tmp_path / "news.zip")

    assert contents(tmp_path / "news.zip") == (held, b"".join(ROWS))
    assert (held.rows, held.bytes) == (60, sum(map(len, ROWS)))


def test_the_file_is_its_owner_s_alone_and_nothing_lies_beside_it(file):
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_is_there_is_not_written_over(file):
    before = file.read_bytes()

    with pytest.raises(KeepingError, match="is there already"):
        write(file)

    assert file.read_bytes() == before


def test_of_two_that_are_written_at_once_under_one_name_the_first_is_kept_whole(tmp_path):
    held = None
    with (
        pytest.raises(KeepingError, match="is there already"),
        written(tmp_path / "news.zip") as it,
    ):
        it.add(Table("annotations_desk", ["id"]), iter([b"1\n"]), lambda: None)
        held = write(tmp_path / "news.zip")

    assert contents(tmp_path / "news.zip") == (held, b"".join(ROWS))
    assert list(tmp_path.iterdir()) == [tmp_path / "news.zip"]


def test_what_fails_half_way_leaves_no_file(tmp_path):
    with pytest.raises(RuntimeError), written(tmp_path / "news.zip") as writer:
        writer.add(Table("a", ["id"]), iter([b"1\n"]), lambda: None)
        raise RuntimeError

    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_and_a_folder_that_is_not_there_are_one_sentence(tmp_path):
    with pytest.raises(KeepingError, match="cannot be written: No such file"):
        write(tmp_path / "none" / "news.zip")
    with only(100), pytest.raises(KeepingError, match="cannot be written: File too large"):
        write(tmp_path / "news.zip")
    assert list(tmp_path.iterdir()) == []


@contextmanager
def only(most: int) -> Iterator[None]:
    """Files of so many bytes are the largest that there can be."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_cut_anywhere_is_refused(file):
    whole = file.read_bytes()

    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        with pytest.raises(KeepingError, match="is no whole backup"):
            contents(file)


def test_a_byte_that_was_changed_anywhere_is_refused_or_means_nothing(file):
    whole, held = file.read_bytes(), contents(file)

    refused = 0
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        try:
            assert contents(file) == held
        except KeepingError:
            refused += 1
    assert refused > len(whole) / 2


def test_a_changed_row_is_refused_also_where_the_zip_itself_is_whole(file):
    held = Archive(file).manifest
    with zipfile.ZipFile(file, "w") as other:
        other.writestr("rows/annotations_desk", b"".join(ROWS).replace(b"one", b"two"))
        other.writestr(MANIFEST, json.dumps(held, default=vars))

    with pytest.raises(KeepingError, match="rows of annotations_desk are not those"):
        contents(file)


@pytest.mark.parametrize("other", [b"", b"words", b"PK\x05\x06" + bytes(18)])
def test_another_file_is_one_sentence(tmp_path, other):
    (tmp_path / "other").write_bytes(other)

    with pytest.raises(KeepingError, match="is no whole backup"):
        contents(tmp_path / "other")
    with pytest.raises(KeepingError, match="There is no file"):
        contents(tmp_path / "none")
    with pytest.raises(KeepingError):
        contents(tmp_path)


def test_a_newer_format_is_refused_by_the_name_of_its_version(file):
    with zipfile.ZipFile(file, "w") as other:
        other.writestr(MANIFEST, json.dumps({"format": 2, "version": "9.1.0", "more": 1}))

    with pytest.raises(KeepingError, match=r"by a newer Newsroom \(9\.1\.0\): install that one"):
        Archive(file)
