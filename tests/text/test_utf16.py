"""Offsets in UTF-16 code units"""

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.utf16 import Units


@given(st.text(st.sampled_from("aé🌊𝔘\uffff\U0010ffff")))
def test_every_place_is_where_the_encoded_text_has_it(text):
    units = Units(text)
    for at in range(len(text) + 1):
        assert units(at) * 2 == len(text[:at].encode("utf-16-le"))
