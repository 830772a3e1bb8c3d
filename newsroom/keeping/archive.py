"""The file of a backup: a zip of one COPY stream a table, and a manifest that says what they hold.

What is written last in a zip, its list of members, is looked for first: a file that was cut is
known at once. The manifest has the length and the SHA-256 of each stream.
"""

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from .errors import KeepingError

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 256 * 1024
LEVEL = 3  # Of zlib: four fifths of what the default saves, in a third of its time.


@dataclass
class Table:
    """What the file holds of one table; `sequences` are [last value, is called] by column."""

    name: str
    columns: list[str]
    sequences: dict[str, list] = field(default_factory=dict)
    rows: int = 0
    bytes: int = 0
    sha256: str = ""

    @property
    def member(self) -> str:
        return f"rows/{self.name}"


@dataclass
class Manifest:
    """Of which moment and version the rows are; `migrations` are (app, name)."""

    version: str
    postgresql: str
    made_at: str
    migrations: list[tuple[str, str]]
    tables: list[Table]
    format: int = FORMAT

    @property
    def bytes(self) -> int:
        return sum(table.bytes for table in self.tables)

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


class Writer:
    """The file as it is written; `size` is how long it is by now."""

    def __init__(self, file: IO[bytes]):
        self._file = file
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)

    @property
    def size(self) -> int:
        return self._file.tell()

    def add(self, table: Table, rows: Iterable[bytes | memoryview], on_row: Callable[[], None]):
        """Write a table's rows, as they come, and their number, length and digest into `table`."""
        kept: list[bytes] = []
        digest, size = hashlib.sha256(), 0

        def flush() -> None:
            chunk = b"".join(kept)
            digest.update(chunk)
            member.write(chunk)
            table.bytes += len(chunk)
            kept.clear()
            on_row()

        with self._zip.open(table.member, "w", force_zip64=True) as member:
            for row in rows:
                kept.append(bytes(row))
                table.rows += 1
                size += len(row)
                if size >= CHUNK:
                    flush()
                    size = 0
            flush()
        table.sha256 = digest.hexdigest()

    def abandon(self) -> None:
        """Write nothing more, not even when it is thrown away."""
        self._zip.fp = None

    def close(self, manifest: Manifest) -> None:
        self._zip.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        self._zip.close()


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """A new file that has its name when it is whole and on the disk, its owner's alone.

    Raises KeepingError when there is a file of that name, or none can be written.
    """
    _refuse(path)
    try:
        # By a name of its own, for another backup may be under way to the same one.
        number, name = tempfile.mkstemp(".part", f"{path.name}.", path.parent)
        file, part = os.fdopen(number, "w+b"), Path(name)
        try:
            with file:
                writer = Writer(file)
                try:
                    yield writer
                finally:
                    writer.abandon()
                file.flush()
                os.fsync(file.fileno())
            _refuse(path)
            part.rename(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise KeepingError(f"{path} cannot be written: {error.strerror or error}.") from error


def _refuse(path: Path) -> None:
    if path.exists():
        raise KeepingError(f"{path} is there already; nothing was written over it.")


class Archive:
    """A file that was written, opened for reading.

    Raises KeepingError when it is none of ours, cut, or of a format that this version cannot read.
    """

    def __init__(self, path: Path):
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            manifest = json.loads(self._zip.read(MANIFEST))
            if manifest["format"] > FORMAT:
                newer = f"a newer Newsroom ({manifest['version']})"
                raise KeepingError(f"{path} was made by {newer}: install that one.")
            manifest["migrations"] = [(app, name) for app, name in manifest["migrations"]]
            manifest["tables"] = [Table(**table) for table in manifest["tables"]]
            self.manifest = Manifest(**manifest)
        except FileNotFoundError as error:
            raise KeepingError(f"There is no file {path}.") from error
        except (*UNREADABLE, KeyError, TypeError) as error:
            raise self._damaged(str(error)) from error

    def check(self, on_bytes: Callable[[int], None] = lambda size: None) -> None:
        """Read all of it once, and tell after each piece how much that was.

        Raises KeepingError when a stream is not as it was written.
        """
        names = [table.member for table in self.manifest.tables]
        if sorted([*names, MANIFEST]) != sorted(self._zip.namelist()):
            raise self._damaged("it does not hold what its manifest says")
        for table in self.manifest.tables:
            digest, size = hashlib.sha256(), 0
            for chunk in self.rows(table):
                digest.update(chunk)
                size += len(chunk)
                on_bytes(len(chunk))
            if (digest.hexdigest(), size) != (table.sha256, table.bytes):
                raise self._damaged(f"the rows of {table.name} are not those that were written")

    def rows(self, table: Table) -> Iterator[bytes]:
        """A table's stream, piece by piece."""
        try:
            with self._zip.open(table.member) as member:
                while chunk := member.read(CHUNK):
                    yield chunk
        except UNREADABLE as error:
            raise self._damaged(f"{table.name}: {error}") from error

    def close(self) -> None:
        self._zip.close()

    def _damaged(self, how: str) -> KeepingError:
        return KeepingError(f"{self.path} is no whole backup ({how}): use another one.")


# What zipfile raises for a file that is cut or was changed.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError,
)  # fmt: skip
