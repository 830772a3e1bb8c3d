"""Readers' requests: who hears of them, who counts them, and how long it is known who wrote."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.exchange import own_data
from annotations.models import CorrectionRequest, Event, Membership, Notification
from annotations.models.claims import queues
from annotations.services.notifications import sentences
from annotations.services.publications import requests
from annotations.work.publications import readers
from annotations.work.sweep import sweep
from tests.web.publications.scene import open_pages, published

WHO = {"name": "Zqxwvoort", "email": "zqxwvoort@example.org"}


@pytest.fixture
def page(cast):
    open_pages(cast)
    return published(cast)


def ask(page, words="It was 42.") -> CorrectionRequest:
    return requests.ask(key=page.key, words=words, **WHO)


def decide(cast, row, **given) -> CorrectionRequest:
    return requests.decide(actor=cast.editor, request_id=row.pk, state="declined", **given)


def told() -> list[str]:
    rows = Notification.objects.filter(kind="reader").unread().order_by("person__username")
    return list(rows.values_list("person__username", flat=True))


def decided_before(row, days) -> None:
    long_ago = timezone.now() - timedelta(days=days)
    CorrectionRequest.objects.filter(pk=row.pk).update(decided_at=long_ago)


def test_the_editors_of_the_desk_are_told_once_until_they_have_read_it(cast, page):
    first, second = ask(page), ask(page, "And the year is wrong.")
    assert told() == ["editor", "second_editor"]
    one = Notification.objects.with_all().filter(kind="reader").first()
    assert sentences.of(one) == "A reader asks for a correction"
    assert sentences.path_of(one) == "/my-work/?group=readers"
    assert "Zqxwvoort" not in sentences.words_of(one)
    decide(cast, first)
    assert told() == ["editor", "second_editor"]
    decide(cast, second)
    assert told() == []
    ask(page)
    assert told() == ["editor", "second_editor"]


def test_they_are_counted_where_work_is(cast, page):
    before = {who: queues.count(who) for who in (cast.editor, cast.checker, cast.stranger)}
    row = ask(page)
    assert queues.count(cast.editor) == before[cast.editor] + 1
    assert queues.count(cast.editor, cast.desk.pk) == queues.count(cast.editor)
    assert queues.count(cast.editor, cast.other_desk.pk) == 0
    for other in (cast.checker, cast.stranger):
        assert queues.count(other) == before[other]
    decide(cast, row)
    assert queues.count(cast.editor) == before[cast.editor]


def test_who_edits_another_desk_is_not_asked(cast, page):
    Membership.objects.filter(user=cast.stranger, desk=cast.other_desk).update(role="editor")
    ask(page)
    assert queues.count(cast.stranger) == 0
    assert "stranger" not in told()


def test_the_trail_never_knows_who_wrote(cast, page):
    decide(cast, ask(page), note="We read it.")
    lines = Event.objects.filter(table="correctionrequest")
    assert {one.action for one in lines} == {"I", "U"}
    for one in lines:
        everything = json.dumps([one.old, one.new])
        assert "Zqxwvoort" not in everything
        assert "zqxwvoort" not in everything
    assert lines.get(action="I").new["words"] == "It was 42."


def test_some_time_after_the_decision_nobody_knows(cast, page, settings):
    settings.READER_DAYS = 30
    waiting, fresh, old = (ask(page) for _ in range(3))
    for row, days in ((fresh, 29), (old, 31)):
        decided_before(decide(cast, row), days)
    sweep()
    for row in (waiting, fresh):
        row.refresh_from_db()
        assert (row.name, row.email) == tuple(WHO.values())
    version = old.version
    old.refresh_from_db()
    assert (old.name, old.email, old.words) == ("", "", "It was 42.")
    assert old.version > version
    assert readers.forget() == 0


def arrived_before(row, days) -> None:
    long_ago = timezone.now() - timedelta(days=days)
    CorrectionRequest.objects.filter(pk=row.pk).update(created_at=long_ago)


@pytest.mark.parametrize(("setting", "known", "forgotten"), [(30, 364, 366), (500, 499, 501)])
def test_who_was_never_answered_is_forgotten_after_a_year_or_longer(
    cast, page, settings, setting, known, forgotten
):
    settings.READER_DAYS = setting
    young, old = ask(page), ask(page)
    arrived_before(young, known)
    arrived_before(old, forgotten)
    assert readers.forget() == 1
    young.refresh_from_db()
    old.refresh_from_db()
    assert (young.name, young.email) == tuple(WHO.values())
    assert (old.name, old.email, old.words, old.state) == ("", "", "It was 42.", "open")
    # What it asks for can still be decided.
    assert decide(cast, old).state == "declined"


def test_without_a_time_they_are_kept(cast, page, settings):
    settings.READER_DAYS = 0
    arrived_before(ask(page), 5000)
    decided_before(decide(cast, ask(page)), 5000)
    assert readers.forget() == 0


def test_what_an_editor_noted_is_their_own(cast, page):
    decide(cast, ask(page), note="The ministry says 41.")
    text = b"".join(own_data.Document(cast.editor)).decode()
    [one] = [r for r in json.loads(text)["records"] if r["kind"] == "correctionrequest"]
    assert one["note"] == "The ministry says 41."
    assert "zqxwvoort" not in text.lower()
