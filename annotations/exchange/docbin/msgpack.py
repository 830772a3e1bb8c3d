"""MessagePack: as much of it as a DocBin is made of."""

from struct import pack

MOST_BYTES = 2**32 - 1


def packed(value: object) -> bytes:
    """A text, bytes, a whole number, None, or a list or dict of them."""
    if value is None:
        return b"\xc0"
    if isinstance(value, str):
        data = value.encode()
        return b"\xdb" + pack(">I", len(data)) + data
    if isinstance(value, bytes):
        return bytes_of(len(value)) + value
    if isinstance(value, int):
        return b"\xcf" + pack(">Q", value)
    if isinstance(value, list):
        return list_of(len(value)) + b"".join(map(packed, value))
    if isinstance(value, dict):
        pairs = (packed(one) for pair in value.items() for one in pair)
        return map_of(len(value)) + b"".join(pairs)
    raise TypeError(type(value))


def bytes_of(length: int) -> bytes:
    """What stands before so many bytes."""
    return b"\xc6" + pack(">I", length)


def list_of(length: int) -> bytes:
    """What stands before so many values."""
    return b"\xdd" + pack(">I", length)


def map_of(length: int) -> bytes:
    """What stands before so many pairs."""
    return b"\xdf" + pack(">I", length)
