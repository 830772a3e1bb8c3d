"""Whatever is done to the trail is found, and the first line of it is named."""

import json
from dataclasses import asdict

import pytest

from annotations.models import Desk, Event, Head, Seal
from annotations.trail.leaf import hide, leaf_hash
from annotations.work.sealing.seals import seal
from annotations.work.sealing.verifying import verify
from tests.factory import make_claim

from .conftest import KEY, KEYS

pytestmark = pytest.mark.owner


@pytest.fixture
def published(tmp_path):
    """The heads as they are now, in a file."""

    def write():
        path = tmp_path / "heads.jsonl"
        heads = Head.objects.order_by("number")
        path.write_text("".join(json.dumps(asdict(one.signed())) + "\n" for one in heads))
        return path

    return write


def found(path=None) -> str:
    return " ".join(verify(KEYS, path).findings)


def line_of(claim, action="I") -> Event:
    return Event.objects.filter(table="claim", object_id=claim.pk, action=action).earliest("pk")


def test_a_trail_that_nobody_touched_is_well(trail, published):
    report = verify(KEYS, published())
    assert report.findings == []
    assert (report.lines, report.waiting) == (Event.objects.count(), 0)
    assert report.heads == report.published == Head.objects.count()


def test_lines_that_wait_to_be_sealed_are_no_finding(trail, cast):
    before = Event.objects.latest("pk").pk
    make_claim(cast)
    report = verify(KEYS)
    assert (report.findings, report.waiting) == ([], Event.objects.filter(pk__gt=before).count())


@pytest.mark.parametrize(
    "change",
    [
        "new = jsonb_set(new, '{statement}', '\"14 bridges\"')", "actor_id = 1", "at = now()",
        "request = 'another'", "reason = 'none'", "claim_id = 0", "old = new", "action = 'D'",
        "salt = '\\x00'", "salt = NULL", "desk_id = NULL", "object_id = 0", "new = NULL",
        "new = new || '{\"more\": 1}'",
    ],
)  # fmt: skip
def test_an_altered_line_is_named(trail, tamper, change):
    line = line_of(trail)
    tamper(f"UPDATE annotations_event SET {change} WHERE id = %s", line.pk)
    assert f"Line {line.pk} (" in found()
    assert "was altered" in found()


def test_the_first_of_several_altered_lines_is_named(trail, tamper):
    lines = Event.objects.filter(desk_id=trail.desk_id).order_by("pk")
    tamper(
        "UPDATE annotations_event SET actor_id = 99 WHERE id > %s AND desk_id = %s",
        lines[1].pk,
        trail.desk_id,
    )
    assert f"Line {lines[2].pk} (" in found()


def test_a_removed_line_is_named(trail, tamper):
    line = line_of(trail)
    tamper("DELETE FROM annotations_event WHERE id = %s", line.pk)
    assert found() == f"Line {line.pk} was removed."


def test_a_line_that_was_removed_with_its_seal_is_missed(trail, tamper):
    line = line_of(trail)
    after = Seal.objects.get(event_id=line.pk)
    tamper("DELETE FROM annotations_event WHERE id = %s", line.pk)
    tamper("DELETE FROM annotations_seal WHERE event_id = %s", line.pk)
    assert f"Leaf {after.index} of the tree {after.tree} was removed" in found()


def test_exchanged_lines_are_found(trail, tamper):
    first, second = Event.objects.filter(desk_id=trail.desk_id).order_by("pk")[:2]
    tamper(
        "UPDATE annotations_event SET id = CASE id WHEN %s THEN -1 ELSE -2 END WHERE id IN (%s, %s)",
        first.pk, first.pk, second.pk,
    )  # fmt: skip
    tamper(
        "UPDATE annotations_event SET id = CASE id WHEN -1 THEN %s ELSE %s END WHERE id < 0",
        second.pk,
        first.pk,
    )
    assert f"Line {first.pk} (" in found()


def test_exchanged_places_are_found(trail, tamper):
    """Seal and line fit each other still; the head tells."""
    first, second = Seal.objects.filter(tree=trail.desk_id).order_by("index")[:2]
    tamper(
        "UPDATE annotations_seal SET index = -index - 1 WHERE event_id IN (%s, %s)",
        first.pk,
        second.pk,
    )
    tamper(
        "UPDATE annotations_seal SET index = CASE event_id WHEN %s THEN %s ELSE %s END WHERE index < 0",
        first.pk,
        second.index,
        first.index,
    )
    assert f"from line {second.pk} to line" in found()


def _below_the_floor() -> int:
    """A line that no later search begins before."""
    for name in ("another", "one-more"):
        Desk.objects.create(name=name, slug=name)
        seal(KEY)
    sealed = Seal.objects.filter(event_id__lte=Head.objects.newest().floor)
    return sealed.order_by("-event_id").values_list("event_id", flat=True)[0]


def test_a_line_that_was_put_in_between_is_named(trail, tamper):
    line = _below_the_floor()
    tamper("DELETE FROM annotations_event WHERE id = %s", line)
    assert f"Line {line} was removed" in found()
    tamper("DELETE FROM annotations_seal WHERE event_id = %s", line)
    tamper(
        'INSERT INTO annotations_event (id, at, "table", object_id, action, request, new)'
        " VALUES (%s, now(), 'claim', 1, 'I', '', '{}')",
        line,
    )
    assert f"Line {line} (claim 1) was put in" in found()
    seal(KEY)
    assert f"Line {line} (claim 1) was put in" in found()


def test_a_line_that_was_put_in_with_a_seal_is_named(trail, tamper):
    tamper(
        'INSERT INTO annotations_event (id, at, "table", object_id, action, request, desk_id, new)'
        " VALUES (0, now(), 'claim', 1, 'I', '', %s, '{}')",
        trail.desk_id,
    )
    size = Seal.objects.filter(tree=trail.desk_id).count()
    tamper("INSERT INTO annotations_seal VALUES (0, %s, %s, '\\x00')", trail.desk_id, size)
    assert "Line 0 was put into the tree" in found()


def test_an_altered_line_with_an_altered_seal_does_not_fit_the_head(trail, tamper):
    line = line_of(trail)
    tamper("UPDATE annotations_event SET actor_id = NULL WHERE id = %s", line.pk)
    line.refresh_from_db()
    tamper(
        "UPDATE annotations_seal SET leaf = %s WHERE event_id = %s",
        leaf_hash(line.as_line()),
        line.pk,
    )
    assert "is not as head" in found()


@pytest.mark.parametrize(
    "change",
    [
        "root = repeat('0', 64)",
        "at = at + interval '1 day'",
        "floor = 10000",
        "signature = repeat('0', 128)",
        "key = 'another'",
    ],
)
def test_a_changed_head_is_named(trail, tamper, change):
    tamper(f"UPDATE annotations_head SET {change} WHERE number = 2")
    assert "ead 2" in found()


def test_a_removed_head_is_missed(trail, tamper):
    tamper("DELETE FROM annotations_head WHERE number = 2")
    assert "Heads are missing before head 3" in found()


def cut(tamper, last: int) -> None:
    """All lines after a head go, with their seals and heads: what is left fits together."""
    tamper("DELETE FROM annotations_head WHERE number > %s", last)
    tamper(
        "DELETE FROM annotations_seal s WHERE index >= coalesce("
        "(SELECT max(size) FROM annotations_head h WHERE h.tree = s.tree), 0)"
    )
    tamper(
        "DELETE FROM annotations_event e WHERE NOT EXISTS (SELECT FROM annotations_seal s WHERE s.event_id = e.id)"
    )


def test_a_trail_that_was_cut_off_is_found_by_the_published_heads(trail, tamper, published):
    path = published()
    cut(tamper, 3)
    assert found() == ""
    assert "The trail was cut off: head 4" in found(path)


def test_a_tree_that_was_cut_off_under_its_heads_is_found(trail, tamper):
    tamper("DELETE FROM annotations_seal WHERE tree = %s AND index > 0", trail.desk_id)
    assert f"The tree {trail.desk_id} was cut off" in found()
    tamper("DELETE FROM annotations_seal WHERE tree = %s", trail.desk_id)
    assert f"The tree {trail.desk_id} was cut off" in found()


def test_a_trail_that_was_written_anew_with_the_key_is_found_by_the_published_heads(
    trail, tamper, published
):
    path = published()
    line = line_of(trail)
    tamper("UPDATE annotations_event SET actor_id = NULL WHERE id = %s", line.pk)
    tamper("DELETE FROM annotations_seal")
    tamper("DELETE FROM annotations_head")
    seal(KEY)

    assert found() == ""
    assert "Head 1 is not the one that was published" in found(path)


def test_heads_that_were_published_from_a_later_one_on_are_compared(trail, published):
    path = published()
    path.write_text("".join(path.read_text().splitlines(keepends=True)[2:]))
    report = verify(KEYS, path)
    assert (report.findings, report.published) == ([], report.heads - 2)


def test_words_that_were_taken_out_leave_the_trail_well(trail, tamper):
    line = line_of(trail)
    hidden = hide(line.as_line(), {"statement"}, reason=True)
    tamper(
        "UPDATE annotations_event SET new = %s, reason = %s, salt = NULL, field_salts = %s WHERE id = %s",
        json.dumps(hidden.new), hidden.reason, json.dumps(hidden.field_salts), line.pk,
    )  # fmt: skip
    report = verify(KEYS)
    assert (report.findings, report.redacted) == ([], 1)
    assert "bridges" not in json.dumps(Event.objects.get(pk=line.pk).new)


def test_memory_does_not_hold_the_trail(trail, monkeypatch):
    """Rows come in portions, whatever there is."""
    monkeypatch.setattr("annotations.work.sealing.verifying.AT_ONCE", 2)
    assert verify(KEYS).findings == []
