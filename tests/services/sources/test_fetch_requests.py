"""Copies that people ask for: who may, what is taken next, and how an attempt ends."""

import pytest

from annotations.errors import NotAllowed, NotFound, WrongState
from annotations.models import SnapshotRequest
from annotations.services.sources import fetch_requests
from tests.factory import make_source


@pytest.fixture
def source(cast):
    return make_source(cast)


def test_who_asks_is_told_what_waits(cast, source):
    row = fetch_requests.request(actor=cast.editor, source_id=source.pk)
    assert (row.source, row.wanted_by, row.tries, row.problem) == (source, cast.editor, 0, "")
    assert fetch_requests.take() == row
    assert fetch_requests.take() is None


def test_who_asks_again_after_a_problem_begins_anew(cast, source):
    fetch_requests.request(actor=cast.editor, source_id=source.pk)
    taken = fetch_requests.take()
    fetch_requests.end(taken, "The page is gone." * 100)
    row = SnapshotRequest.objects.get()
    assert (row.due_at, len(row.problem)) == (None, 500)
    again = fetch_requests.request(actor=cast.checker, source_id=source.pk)
    assert (again.pk, again.wanted_by, again.problem, again.tries) == (row.pk, cast.checker, "", 0)
    assert fetch_requests.take() == again


def test_what_was_fetched_waits_no_more(cast, source):
    fetch_requests.request(actor=cast.editor, source_id=source.pk)
    fetch_requests.end(fetch_requests.take(), "")
    assert not SnapshotRequest.objects.exists()


def test_the_end_of_an_attempt_leaves_what_was_asked_since(cast, source):
    fetch_requests.request(actor=cast.editor, source_id=source.pk)
    taken = fetch_requests.take()
    fetch_requests.request(actor=cast.editor, source_id=source.pk)
    fetch_requests.end(taken, "")
    assert SnapshotRequest.objects.get().due_at is not None


def test_who_may_not_edit_the_source_asks_for_nothing(cast, source):
    with pytest.raises(NotAllowed):
        fetch_requests.request(actor=cast.viewer, source_id=source.pk)
    with pytest.raises(NotFound):
        fetch_requests.request(actor=cast.stranger, source_id=source.pk)
    assert not SnapshotRequest.objects.exists()


def test_a_source_without_an_address_has_no_page_to_fetch(cast):
    source = make_source(cast, url="", title="A letter")
    with pytest.raises(WrongState, match="no web address"):
        fetch_requests.request(actor=cast.editor, source_id=source.pk)
