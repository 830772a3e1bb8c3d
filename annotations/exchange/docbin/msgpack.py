"""MessagePack: as much of it as a DocBin is made of."""

from struct import Struct

MOST_BYTES = 2**32 - 1
_of_length, _of_number = Struct(">BI").pack, Struct(">BQ").pack


def packed(value: object) -> bytes:
    """A text, bytes, a whole number, None, or a list or dict of them."""
    if isinstance(value, str):
        data = value.encode()
        return _of_length(0xDB, len(data)) + data
    if value is None:
        return b"\xc0"
    if isinstance(value, bytes):
        return bytes_of(len(value)) + value
    if isinstance(value, int):
        return _of_number(0xCF, value)
    if isinstance(value, list):
        return list_of(len(value)) + b"".join(map(packed, value))
    if isinstance(value, dict):
        pairs = [packed(one) for pair in value.items() for one in pair]
        return map_of(len(value)) + b"".join(pairs)
    raise TypeError(type(value))


def bytes_of(length: int) -> bytes:
    """What stands before so many bytes."""
    return _of_length(0xC6, length)


def list_of(length: int) -> bytes:
    """What stands before so many values."""
    return _of_length(0xDD, length)


def map_of(length: int) -> bytes:
    """What stands before so many pairs."""
    return _of_length(0xDF, length)
