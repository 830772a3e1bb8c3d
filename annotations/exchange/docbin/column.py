"""Parts of one zlib stream that are written side by side and read one after the other."""

import zlib
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

MODULUS = 65_521  # Of Adler-32.
IN_MEMORY = 1024 * 1024
CHUNK = 64 * 1024
# Of a zlib stream: its head, an empty block between others, an empty last block.
HEAD, NOTHING, LAST = b"\x78\x01", b"\x00\x00\x00\xff\xff", b"\x03\x00"


class Column:
    """One part: kept compressed, on disk where it is long; close it."""

    def __init__(self, data: bytes = b"") -> None:
        self.size, self.adler = 0, 1  # `adler` is known once `blocks` was read.
        self.count = 0  # How many values it holds.
        self._waiting: list[bytes] = []  # Many small parts are compressed at once.
        self._wait = 0
        self._deflate = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - `close` closes it
        if data:
            self.add(data)

    def add(self, data: bytes, count: int = 1) -> None:
        self.count += count
        self.size += len(data)
        self._waiting.append(data)
        self._wait += len(data)
        if self._wait >= CHUNK:
            self._compress()

    def _compress(self) -> None:
        data = b"".join(self._waiting)
        self._waiting, self._wait = [], 0
        self.adler = zlib.adler32(data, self.adler)
        self._file.write(self._deflate.compress(data))

    def blocks(self) -> Iterator[bytes]:
        """The compressed bytes; nothing can be added any more."""
        self._compress()
        self._file.write(self._deflate.flush(zlib.Z_FULL_FLUSH))
        self._file.seek(0)
        while chunk := self._file.read(CHUNK):
            yield chunk

    def close(self) -> None:
        self._file.close()


def tail(columns: list[Column]) -> bytes:
    """What ends a zlib stream of these."""
    adler = 1
    for column in columns:
        adler = joined(adler, column.adler, column.size)
    return LAST + adler.to_bytes(4, "big")


def joined(first: int, second: int, length: int) -> int:
    """The Adler-32 of two texts of which the second has this length."""
    low = ((first & 0xFFFF) + (second & 0xFFFF) - 1) % MODULUS
    high = ((first >> 16) + (second >> 16) + length * ((first & 0xFFFF) - 1)) % MODULUS
    return high << 16 | low
