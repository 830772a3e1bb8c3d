import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.whole_numbers import COUNT_DIGITS, ID_DIGITS, whole


@given(st.integers(min_value=0, max_value=10**ID_DIGITS - 1))
def test_a_number_is_read_as_it_is_written(number):
    assert whole(str(number)) == number


@pytest.mark.parametrize(
    "text", ["", " 1", "1 ", "-1", "+1", "1.0", "1e3", "1_000", "٣", "²", "a", "\0"]
)
def test_nothing_else_is_a_number(text):
    assert whole(text) is None


@pytest.mark.parametrize(("digits", "largest"), [(ID_DIGITS, 2**63 - 1), (COUNT_DIGITS, 2**31 - 1)])
def test_what_the_database_cannot_hold_is_refused(digits, largest):
    assert whole("9" * digits, digits) is not None
    assert int("9" * digits) <= largest
    assert whole("1" + "0" * digits, digits) is None
