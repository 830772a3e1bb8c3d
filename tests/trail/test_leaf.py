"""A line is one leaf, and stays it when words are taken out."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.trail.leaf import BrokenLine, Line, hide, is_hidden, leaf_hash, moment

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals()
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["statement", "stage", "redacted", "reason", "note", "ü"])
VALUES = st.none() | st.dictionaries(NAMES, JSON, max_size=4)
NUMBERS = st.integers(min_value=1, max_value=2**63 - 1)
MAYBE = st.none() | NUMBERS
LINES = st.builds(
    Line,
    id=NUMBERS,
    at=st.datetimes(timezones=st.just(timezone.utc)),
    table=st.sampled_from(["claim", "article"]),
    object_id=NUMBERS,
    action=st.sampled_from("IUD"),
    actor=MAYBE,
    request=st.text(max_size=5),
    reason=st.text(max_size=20),
    desk=MAYBE,
    article=MAYBE,
    claim=MAYBE,
    old=VALUES,
    new=VALUES,
    salt=st.binary(min_size=16, max_size=16),
    field_salts=st.none(),
)
COLUMNS = st.sets(NAMES)

CLAIM = Line(
    id=7, at=datetime(2026, 11, 29, 8, 30, tzinfo=timezone.utc), table="claim", object_id=3,
    action="U", actor=1, request="req-7", reason="typing error", desk=1, article=2, claim=3,
    old={"statement": "41 bridges", "stage": "open"},
    new={"statement": "14 bridges", "stage": "review"}, salt=bytes(range(16)),
)  # fmt: skip


@given(LINES, COLUMNS, COLUMNS, st.booleans())
def test_hiding_any_fields_once_and_again_keeps_the_leaf(line, first, second, reason):
    hidden = hide(hide(line, first), second, reason=reason)
    assert leaf_hash(hidden) == leaf_hash(line)
    for side, values in (("old", hidden.old), ("new", hidden.new)):
        for name in values or {}:
            assert is_hidden(hidden, f"{side}:{name}") == (name in first | second)


@given(LINES, COLUMNS)
def test_hiding_again_changes_nothing(line, columns):
    hidden = hide(line, columns)
    assert hide(hidden, columns) is hidden


def test_what_is_hidden_is_gone_and_nothing_is_left_to_guess_it_by():
    hidden = hide(CLAIM, {"statement"}, reason=True)
    assert hidden.salt is None
    assert set(hidden.field_salts) == {"old:stage", "new:stage"}
    assert hidden.old["stage"] == "open"
    assert not any(
        word in repr(hidden) for word in ("bridges", "typing", CLAIM.salt.hex(), repr(CLAIM.salt))
    )


def test_a_line_without_such_columns_stays_as_it_is():
    assert hide(CLAIM, {"headline"}) is CLAIM


@pytest.mark.parametrize(
    "change",
    [
        {"id": 8}, {"at": CLAIM.at + timedelta(microseconds=1)}, {"table": "article"},
        {"object_id": 4}, {"action": "I"}, {"actor": None}, {"request": ""}, {"reason": ""},
        {"desk": None}, {"article": 3}, {"claim": 2}, {"old": None}, {"old": {}},
        {"new": {"statement": "14 bridges"}}, {"new": CLAIM.old}, {"salt": bytes(16)},
        {"new": CLAIM.new | {"stage": "open"}}, {"new": CLAIM.new | {"stage": None}},
    ],
    ids=str,
)  # fmt: skip
def test_any_change_is_another_leaf(change):
    assert leaf_hash(replace(CLAIM, **change)) != leaf_hash(CLAIM)


def test_a_value_that_looks_hidden_is_a_value_while_the_line_has_its_salt():
    looks = replace(CLAIM, new={"note": {"redacted": "0" * 64}})
    assert not is_hidden(looks, "new:note")
    assert leaf_hash(hide(looks, {"note"})) == leaf_hash(looks)


@pytest.mark.parametrize(
    "change",
    [
        {"salt": None},
        {"salt": None, "field_salts": {"reason": "00"}},
        {"salt": None, "field_salts": {"reason": "zz"}},
        {"salt": None, "field_salts": {"reason": None}},
        {"salt": None, "old": {"stage": {"redacted": 7}}, "reason": f"redacted:{'0' * 64}"},
    ],
)
def test_a_line_that_nobody_could_have_written_is_refused(change):
    with pytest.raises(BrokenLine):
        leaf_hash(replace(CLAIM, **change))


def test_a_moment_is_told_in_utc_with_every_digit():
    paris = timezone(timedelta(hours=1))
    assert moment(datetime(2026, 1, 2, 0, 4, 5, tzinfo=paris)) == "2026-01-01T23:04:05.000000Z"


def test_the_format_of_leaves_never_changes():
    """Leaves that were signed have to be found again: this hash may not become another."""
    exotic = replace(CLAIM, new={"n": [1.5, 2**70, Decimal("1.10"), float("inf")]})
    assert (
        leaf_hash(CLAIM).hex() == "ab913ceebef5d97cfddd94cee96c1d157da86104a0167cf5c7eb67ee85435c6a"
    )
    assert (
        leaf_hash(exotic).hex()
        == "f204bdbf54910e128fac6c120dcb037a2c52c7bd3dd83542dacfd79ca77ebd5a"
    )
