"""Parts of one zlib stream"""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange.docbin.column import HEAD, NOTHING, Column, joined, tail


@given(st.lists(st.lists(st.binary(max_size=300), max_size=4), max_size=5))
def test_parts_that_were_written_side_by_side_are_read_one_after_the_other(parts):
    columns = [Column() for _ in parts]
    for column, pieces in zip(columns, parts, strict=True):
        for piece in pieces:
            column.add(piece)

    blocks = [block for column in columns for block in column.blocks()]
    made = HEAD + NOTHING + b"".join(blocks) + tail(columns)
    assert zlib.decompress(made) == b"".join(b"".join(pieces) for pieces in parts)


@given(st.binary(), st.binary())
def test_checksums_are_joined_without_the_bytes(first, second):
    whole = zlib.adler32(first + second)
    assert joined(zlib.adler32(first), zlib.adler32(second), len(second)) == whole
