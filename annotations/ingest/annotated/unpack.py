"""Files of a ZIP archive, read without trust in what it says of itself."""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from annotations.text.message import Message

from ..document import UnreadableFile

MOST_FILES = 20_000
MOST_BYTES = 200_000_000  # Of all files, unpacked.
MOST_OF_ONE = 20_000_000
PART = 1 << 16


def unpacked(data: bytes, endings: tuple[str, ...]) -> Mapping[str, bytes]:
    """The files with these endings by their names, which lead nowhere: nothing is written.

    What is unpacked is counted while it is, for an archive may say anything of its sizes. Raises
    UnreadableFile.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _files(archive, endings)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError,
            OSError, ValueError) as error:  # fmt: skip
        raise UnreadableFile(Message("import-zip-broken")) from error


def packed(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files: the same bytes for the same files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _files(archive: zipfile.ZipFile, endings: tuple[str, ...]) -> dict[str, bytes]:
    wanted = [
        one
        for one in archive.infolist()
        if one.filename.lower().endswith(endings) and not _is_hidden(one.filename)
    ]
    if len(wanted) > MOST_FILES:
        raise UnreadableFile(Message("import-zip-many", most=MOST_FILES))
    found: dict[str, bytes] = {}
    room = MOST_BYTES
    for one in wanted:
        if one.filename in found:
            raise UnreadableFile(Message("import-zip-broken"))
        found[one.filename] = _read(archive, one, min(room, MOST_OF_ONE))
        room -= len(found[one.filename])
    return found


def _read(archive: zipfile.ZipFile, one: zipfile.ZipInfo, most: int) -> bytes:
    parts, length = [], 0
    with archive.open(one) as file:
        while part := file.read(PART):
            length += len(part)
            if length > most:
                raise UnreadableFile(Message("import-zip-large"))
            parts.append(part)
    return b"".join(parts)


def _is_hidden(name: str) -> bool:
    """What a Mac packs along, and files that begin with a dot."""
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
