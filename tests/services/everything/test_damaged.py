"""A file that is not as it was written brings nothing in, and says why."""

import hashlib
import json
import random

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.errors import Invalid
from annotations.exchange.everything import lines
from annotations.models import Article, Event, User
from tests import factory
from tests.properties import times

from .bringing import brought, empty, exported

pytestmark = pytest.mark.owner


@pytest.fixture
def data(cast) -> bytes:
    factory.make_checked_claim(cast)
    found = exported()
    empty()
    return found


def rewritten(data: bytes, change) -> bytes:
    """The file with other rows and the trailer that goes with them: as a person edits it."""
    head, *rows, _end = [json.loads(line) for line in data.splitlines()]
    changed = change(rows)
    rows = rows if changed is None else changed
    body = b"".join(orjson.dumps(row) + b"\n" for row in [head, *rows])
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["type"]] = counts.get(row["type"], 0) + 1
    end = {"type": "end", "rows": counts, "sha256": hashlib.sha256(body).hexdigest()}
    return body + orjson.dumps(end) + b"\n"


def first(rows, name: str) -> dict:
    return next(row for row in rows if row["type"] == name)


def place(data: bytes, name: str) -> int:
    """The number of the first line of a type."""
    found = enumerate(data.splitlines(), start=1)
    return next(number for number, line in found if b'"type":"' + name.encode() in line)


def nothing_came_in() -> bool:
    return not (User.objects.exists() or Article.objects.exists() or Event.objects.exists())


def test_a_file_that_a_person_wrote_by_the_rules_comes_in(data, tmp_path):
    def change(rows):
        first(rows, "article")["headline"] = "Another headline"

    assert brought(tmp_path, rewritten(data, change)).problems == []
    assert Article.objects.get().headline == "Another headline"


def test_a_column_that_an_older_version_did_not_have_gets_its_default(data, tmp_path):
    def change(rows):
        for row in rows:
            if row["type"] == "desk":
                del row["is_double_checked"]

    assert brought(tmp_path, rewritten(data, change)).problems == []


def worded(**values):
    def change(rows):
        for name, value in values.items():
            kind, _, column = name.partition("__")
            first(rows, kind)[column] = value

    return change


def shuffled_words(rows):
    row = first(rows, "anchor")
    row["exact"] = row["exact"][::-1]


def without(name: str):
    return lambda rows: [row for row in rows if row["type"] != name]


@pytest.mark.parametrize(
    ("change", "kind", "told"),
    [
        (worded(claim__stage="nonsense"), "claim", "violates check constraint"),
        (shuffled_words, "anchor", "differ from the text"),
        (worded(article__created_at="some day"), "article", "invalid input syntax"),
        (worded(article__headline=None), "article", ""),
        (worded(article__headline="a\0b"), "article", ""),
        (worded(article__headline="x" * 1000), "article", "too long"),
        (worded(article__current_revision_id="x"), "article", ""),
        (worded(article__colour="red"), "article", "no column “colour”"),
        (worded(article__id="1"), "article", "number of the row"),
        (worded(article__desk_id=12345), "article", "“desk_id” points at"),
        (worded(assessment__author_id=12345), "assessment", "“author_id” points at"),
        (worded(user__password="x"), "user", "no column “password”"),
        (worded(claim__type="claims"), "claims", "type that is known"),
    ],
)  # fmt: skip
def test_a_line_that_is_refused_is_told_by_its_number(data, tmp_path, change, kind, told):
    changed = rewritten(data, change)
    report = brought(tmp_path, changed)
    assert place(changed, kind) in [number for number, _problem in report.problems]
    assert told in " ".join(problem for _number, problem in report.problems)
    assert nothing_came_in()


def test_all_that_point_at_what_is_not_there_are_told(data, tmp_path):
    changed = rewritten(data, without("rating"))
    report = brought(tmp_path, changed)
    assert {number for number, _ in report.problems} == {place(changed, "assessment")}
    assert "rating_id" in report.problems[0][1]
    assert nothing_came_in()


def test_swapped_and_doubled_lines_are_told_also_with_a_new_checksum(data, tmp_path):
    def swap(rows):
        rows[3], rows[5] = rows[5], rows[3]

    def double(rows):
        rows.insert(4, rows[3])

    assert brought(tmp_path, rewritten(data, swap)).problems[0][0] in (5, 6, 7)
    assert [number for number, _ in brought(tmp_path, rewritten(data, double)).problems] == [6]
    assert nothing_came_in()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: b"", "not an everything.ndjson"),
        (lambda data: b"{}\n" + data, "not an everything.ndjson"),
        (lambda data: data.replace(b'"format":1', b'"format":2', 1), "update it first"),
        (lambda data: data.replace(b'"format":1', b'"format":"1"', 1), "not an everything.ndjson"),
        (lambda data: data[: data.index(b'{"type":"end"')], "cut off"),
        (lambda data: data[:-20], "cut off"),
        (lambda data: data[:-1], "cut off"),
        (lambda data: data + b"\n", "after the last line"),
        (lambda data: data + data, "after the last line"),
        (lambda data: data.replace(b"politics", b"Politics", 1), "SHA-256"),
        (lambda data: data.replace(b"}\n{", b"}\r\n{"), "SHA-256"),
        (lambda data: data.replace(b'"claim":1', b'"claim":2'), "counts other rows"),
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_refused(data, tmp_path, change, told):
    with pytest.raises(Invalid, match=told):
        brought(tmp_path, change(data))
    assert nothing_came_in()


def seldom(factor: float) -> settings:
    """Each example is a whole import; nothing of it stays."""
    return settings(times(factor), suppress_health_check=[HealthCheck.function_scoped_fixture])


@seldom(0.2)
@given(where=st.floats(0, 1, exclude_max=True))
def test_wherever_it_is_cut_off_it_is_refused(data, tmp_path, where):
    with pytest.raises(Invalid):
        brought(tmp_path, data[: int(len(data) * where)])


@seldom(0.2)
@given(where=st.floats(0, 1, exclude_max=True), byte=st.binary(min_size=1, max_size=3))
def test_whatever_is_changed_is_refused(data, tmp_path, where, byte):
    at = int(len(data) * where)
    changed = data[:at] + byte + data[at + len(byte) :]
    if changed != data:
        assert_refused(tmp_path, changed)


@seldom(0.2)
@given(seed=st.integers(0, 2**32))
def test_in_whatever_other_order_it_is_refused(data, tmp_path, seed):
    rows = data.splitlines(keepends=True)
    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)
    if shuffled != rows:
        assert_refused(tmp_path, b"".join(shuffled))


def assert_refused(tmp_path, changed: bytes) -> None:
    with pytest.raises(Invalid):
        brought(tmp_path, changed)
    assert nothing_came_in()


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60
) | st.sampled_from(["\u202eאב\u202c", "\u2028\u2029", "\\u0000", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")])  # fmt: skip


@seldom(0.06)
@given(headline=TEXTS, rationale=TEXTS, kept=st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
))  # fmt: skip
def test_whatever_people_wrote_goes_in_and_out_the_same(data, tmp_path, headline, rationale, kept):
    def change(rows):
        first(rows, "article")["headline"] = headline
        first(rows, "assessment")["rationale"] = rationale
        first(rows, "revision")["carried"] = {"kept": kept}

    empty()
    report = brought(tmp_path, rewritten_by_python(data, change))
    assert report.problems == []
    written = exported()
    found = [json.loads(line) for line in written.splitlines()]
    assert first(found[1:], "article")["headline"] == headline
    assert first(found[1:], "revision")["carried"] == {"kept": kept}
    empty()
    assert brought(tmp_path, written).problems == []
    assert exported() == written


def rewritten_by_python(data: bytes, change) -> bytes:
    """The same with numbers of any size, which orjson refuses."""
    head, *rows, end = [json.loads(line) for line in data.splitlines()]
    change(rows)
    body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in [head, *rows]).encode()
    end["sha256"] = hashlib.sha256(body).hexdigest()
    return body + json.dumps(end).encode() + b"\n"


def test_a_file_of_one_endless_line_is_not_read_at_once(tmp_path, monkeypatch, db):
    monkeypatch.setattr(lines, "LONGEST", 1_000)
    with pytest.raises(Invalid, match="not an everything"):
        brought(tmp_path, b"x" * 100_000)
