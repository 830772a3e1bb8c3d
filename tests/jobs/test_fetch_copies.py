"""Copies of sources: wanted, fetched, followed by excerpts, refused with a reason."""

import pytest
from django.utils import timezone

from annotations.errors import NotAllowed, NotFound, WrongState
from annotations.jobs import fetch_copies
from annotations.models import Membership, Snapshot, SnapshotRequest
from annotations.services.sources import fetch_requests, sources
from annotations.tasks import fetch_due
from annotations.work.leases import COPIES
from tests import factory
from tests.serving import Page

TEXT = "The harbour board paid 12 million crowns for the wall. It leaks all the same."


@pytest.fixture
def web(web):
    web.pages["/report"] = page(TEXT)
    return web


@pytest.fixture
def evidence(cast, web):
    """An excerpt of a page."""
    source = factory.make_source(cast, f"{web.url}/report")
    claim = factory.make_checked_claim(cast)
    return factory.make_evidence(cast, claim, source=source, excerpt="paid 12 million crowns")


def page(text: str) -> Page:
    return Page(f"<html><body><article><p>{text}</p></article></body></html>".encode())


def want(cast, evidence, actor=None):
    return fetch_requests.request(actor=actor or cast.checker, source_id=evidence.source_id)


def fetch() -> list[str]:
    return [problem for _, problem in fetch_copies.fetch_due(60)]


def test_a_copy_is_kept_and_the_excerpt_stands_in_it(cast, evidence):
    want(cast, evidence)
    assert fetch() == [""]
    snapshot = Snapshot.objects.get()
    assert (snapshot.text, snapshot.media_type) == (TEXT, "text/html")
    assert snapshot.created_by == cast.checker
    evidence.refresh_from_db()
    assert snapshot.text[evidence.excerpt_start : evidence.excerpt_end] == evidence.excerpt
    assert not SnapshotRequest.objects.exists()


def test_what_a_page_is_made_of_is_not_fetched(cast, web, evidence):
    parts = (
        f'<meta http-equiv="refresh" content="0;url={web.url}/meta">'
        f'<style>@import "{web.url}/style.css";</style><link rel="stylesheet" href="{web.url}/link">'
        f'<img src="{web.url}/img" srcset="{web.url}/set 2x"><iframe src="{web.url}/frame"></iframe>'
        f'<script src="{web.url}/script"></script><object data="{web.url}/object"></object>'
    )
    web.pages["/report"] = Page(f"<html><body>{parts}<p>{TEXT}</p></body></html>".encode())
    want(cast, evidence)

    assert fetch() == [""]
    assert [path for path, _ in web.asked] == ["/report"]


def test_fetched_again_excerpts_follow_and_what_changed_doubts_the_verdict(cast, web, evidence):
    want(cast, evidence)
    fetch()
    web.pages["/report"] = page(f"Corrected on Sunday. {TEXT.replace('12', '13')}")
    want(cast, evidence)
    assert fetch() == [""]
    evidence.refresh_from_db()
    assert evidence.snapshot == Snapshot.objects.order_by("-pk").first()
    assert evidence.excerpt_state == "changed"
    place = slice(evidence.excerpt_start, evidence.excerpt_end)
    assert evidence.snapshot.text[place] == "paid 13 million crowns"
    assert evidence.claim.stage == "review"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Page(status=404), "404"),
        (Page(b"%PDF-1.7 ", "application/pdf"), "PDF"),
        (Page(b"<html><body></body></html>"), "no text"),
    ],
)
def test_what_cannot_be_copied_is_said_and_not_tried_again(answer, words, cast, web, evidence):
    web.pages["/report"] = answer
    want(cast, evidence)
    assert words in fetch()[0]
    assert words in SnapshotRequest.objects.get().problem
    assert fetch() == []
    web.pages["/report"] = page(TEXT)
    want(cast, evidence)
    assert fetch() == [""]


def test_a_text_file_is_copied_too(cast, web, evidence):
    web.pages["/report"] = Page(TEXT.encode(), "text/plain; charset=utf-8")
    want(cast, evidence)
    assert fetch() == [""]
    assert Snapshot.objects.get().text == TEXT


def test_workers_share_the_work_and_each_copy_is_fetched_once(cast, web, evidence):
    want(cast, evidence)
    want(cast, evidence)
    fetch_due()
    fetch_due()
    assert web.asked_for("/report") == 1


def test_a_lost_worker_is_followed_by_another_and_the_third_death_is_said(cast, web, evidence):
    want(cast, evidence)
    for _ in range(COPIES.most_tries):
        assert fetch_requests.take() is not None
        assert fetch_requests.take() is None
        SnapshotRequest.objects.update(due_at=timezone.now())
    assert fetch() == [fetch_copies.DIED]
    assert web.asked == []
    assert fetch() == []


def test_who_asks_again_while_it_is_fetched_is_not_forgotten(cast, evidence, monkeypatch):
    want(cast, evidence)
    fetched = fetch_copies.fetch

    def and_somebody_asks(address):
        monkeypatch.setattr(fetch_copies, "fetch", fetched)
        want(cast, evidence, cast.editor)
        return fetched(address)

    monkeypatch.setattr(fetch_copies, "fetch", and_somebody_asks)
    assert fetch() == ["", ""]
    assert Snapshot.objects.count() == 2


def test_who_left_the_desk_meanwhile_keeps_no_copy(cast, evidence):
    want(cast, evidence)
    Membership.objects.filter(user=cast.checker).delete()
    assert "nothing here" in fetch()[0]
    assert not Snapshot.objects.exists()


def test_a_reader_that_breaks_is_said_too(cast, evidence, monkeypatch, caplog):
    monkeypatch.setattr(fetch_copies, "read", lambda *_: 1 / 0)
    want(cast, evidence)
    assert fetch() == [fetch_copies.BROKEN]
    assert "ZeroDivisionError" in caplog.text


def test_only_those_who_may_edit_sources_ask_for_copies(cast, evidence):
    with pytest.raises(NotAllowed):
        want(cast, evidence, cast.reporter)
    with pytest.raises(NotFound):
        want(cast, evidence, cast.stranger)


def test_a_source_without_an_address_has_no_copy(cast):
    talk, _ = sources.find_or_create(actor=cast.checker, desk=cast.desk, title="A talk")
    with pytest.raises(WrongState):
        fetch_requests.request(actor=cast.checker, source_id=talk.pk)
