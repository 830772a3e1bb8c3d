"""Every value has bytes, the same for what the database takes for the same."""

import json
from decimal import Decimal

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from annotations.trail.canonical import canonical, canonical_of_words, loads


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", "1.0"), ("1.10", "1.1"), ("10000000000000000000000", "1e22"), ("0", "-0.0"),
        ("9007199254740993", "9007199254740993.0"), ('{"a":1,"b":2}', '{"b":2,"a":1}'),
        ("0.00000015", "1.5e-7"), ("1e400", "1" + "0" * 400),
    ],
)  # fmt: skip
def test_the_same_value_has_the_same_bytes(one, other):
    assert canonical(loads(one)) == canonical(loads(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", '"1"'), ("9007199254740992", "9007199254740993"), ("true", "1"), ("null", '""'),
        ("0.1", "0.1000000000000000055511151231257827"), ("1e400", "1e401"), ("[]", "{}"),
        ("10000000000000000000000", '"n1e22"'), ("1e-400", "0"), ("-1e400", "1e400"),
    ],
)  # fmt: skip
def test_other_values_have_other_bytes(one, other):
    assert canonical(loads(one)) != canonical(loads(other))


@given(
    st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.floats(-2, 2)
    | st.floats(1e-5, 1e-3)
    | st.floats(1e14, 1e22)
)
def test_a_number_is_the_same_with_and_without_all_its_digits(number):
    assert canonical(loads(json.dumps(number))) == canonical(number)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**53) + 1, 2**53 - 1)
        | st.text().filter(lambda s: s[:1] != "\0"),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("bß😀"), inner),
        max_leaves=5,
    )
)
def test_what_the_standard_knows_is_as_the_standard_says(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(
    st.dictionaries(
        st.text('bß😀\0\x1f\x7f"\\') | st.text(),
        st.none()
        | st.integers()
        | st.text()
        | st.text('\0\x1f\x7f"\\u01é\ue000😀')
        | st.dictionaries(st.text(), st.text()),
    )
)
def test_objects_without_fractions_have_their_bytes_sooner(value):
    assert _bytes_or_fault(canonical_of_words, value) == _bytes_or_fault(canonical, value)


def _bytes_or_fault(function, value):
    try:
        return function(value)
    except Exception as fault:
        return type(fault)


def test_a_string_is_never_taken_for_a_number():
    assert canonical("\0n1e22") != canonical(10**22)
    assert canonical("\0\0n1e22") != canonical("\0n1e22")


@pytest.mark.parametrize("value", ["1" * 5_000, "1" * 5_000 + ".5", "-" + "9" * 10_000])
def test_numbers_of_thousands_of_digits_have_bytes(value):
    assert canonical(loads(value)) != canonical(loads(value + "1"))


def test_what_is_no_number_has_bytes():
    odd = [float("nan"), float("inf"), float("-inf")]
    assert len({canonical(one) for one in odd}) == 3
    assert [canonical(Decimal(str(one))) for one in odd] == [canonical(one) for one in odd]
