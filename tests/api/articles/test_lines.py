"""What is read of a line without a serializer is what the serializer makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.api.articles import lines
from annotations.api.articles.serializers import BulkLine

GOOD = {
    "desk": "politics",
    "headline": "Bridges",
    "text": "We counted 41 bridges.",
    "language": "en",
    "outlet": "",
    "source_url": "https://a.example/",
    "published_at": "2026-03-01T10:00:00+02:00",
    "version": 3,
    "claims": [{"start": 0, "end": 2, "statement": "We did.", "stage": "open"}],
    "mentions": [{"start": 0, "end": 2, "label": "ORG", "id": 5}],
}
ANYTHING = st.recursive(
    st.sampled_from([None, True, 0, 7, -1, 2**31 - 1, 2**31, 2**70, 0.5, 1.0, "", "x", "7", "ORG"]),
    lambda some: (
        st.lists(some, max_size=2) | st.dictionaries(st.sampled_from("ab"), some, max_size=2)
    ),
    max_leaves=3,
)
NAMES = st.sampled_from([*GOOD, "byline", "start", "end", "label", "statement", "id", "typo", ""])


def by_serializer(value: dict) -> dict | None:
    """Plain types, so that they compare; None for a line that breaks a rule."""
    serializer = BulkLine(data=value)
    return _plain(serializer.validated_data) if serializer.is_valid() else None


def _plain(value):
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


@given(
    dropped=st.sets(NAMES, max_size=2),
    changed=st.dictionaries(NAMES, ANYTHING, max_size=2),
    inside=st.dictionaries(NAMES, ANYTHING, max_size=2),
    kind=st.sampled_from(["claims", "mentions"]),
)
def test_a_line_is_read_as_the_serializer_reads_it_or_left_to_it(dropped, changed, inside, kind):
    line = {name: value for name, value in (GOOD | changed).items() if name not in dropped}
    if isinstance(line.get(kind), list) and line[kind] and isinstance(line[kind][0], dict):
        one = {name: v for name, v in (line[kind][0] | inside).items() if name not in dropped}
        line[kind] = [one, *line[kind]]

    assert lines.read(line) in (None, by_serializer(line))


@pytest.mark.parametrize("without", ["", *sorted(GOOD.keys() - {"desk", "headline", "text"})])
def test_a_good_line_needs_no_serializer(without):
    line = {name: value for name, value in GOOD.items() if name != without}

    assert lines.read(line) == by_serializer(line) is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"desk": None},
        {"headline": 5},
        {"outlet": None},
        {"published_at": "yesterday"},
        {"typo": 1},
        {"claims": {}},
        {"claims": [5]},
        {"claims": [{"start": True, "end": 2}]},
        {"claims": [{"start": 0, "end": 2**31}]},
        {"claims": [{"start": 0, "end": 2, "statement": None}]},
        {"claims": [{"start": 0, "end": 2, "label": "ORG"}]},
        {"mentions": [{"start": 0, "end": 2}]},
        {"mentions": [{"start": 0, "end": 2, "label": "DOG"}]},
        {"mentions": [{"start": 0, "end": 2, "label": "ORG", "typo": 1}]},
    ],
    ids=str,
)
def test_what_breaks_a_rule_is_left_to_the_serializer(wrong):
    assert by_serializer(GOOD | wrong) is None
    assert lines.read(GOOD | wrong) is None
