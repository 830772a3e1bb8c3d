"""What a page missed is read from the audit trail, and nothing before what it has surely heard."""

import json
from datetime import timedelta

import pytest
from django.db import connections
from django.db.models.functions import Now

from annotations.live import catch_up
from annotations.models import Event, SnapshotRequest
from annotations.services.claims import claims
from tests import factory

PASSED_ON = [{"kind": "runs"}, {"kind": "worker"}]


def newest() -> int:
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def missed_since(event: int) -> list[dict]:
    return [json.loads(one) for one in catch_up.since(event)]


def test_nothing_happened(cast):
    factory.make_article(cast)
    assert missed_since(newest()) == PASSED_ON


def test_each_changed_thing_is_told_once_and_as_it_is_notified(cast):
    article = factory.make_article(cast)
    claim = factory.make_claim(cast, article)
    before = newest()
    claims.edit(
        actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="They counted bridges"
    )
    factory.make_evidence(cast, claim)

    told = missed_since(before)
    of_claim = {"kind": "claim", "desk": cast.desk.pk, "article": article.pk, "id": claim.pk}
    assert told.count(of_claim) == 1
    assert told[-2:] == PASSED_ON
    assert all(one == of_claim for one in told[:-2])


def test_a_new_article_is_told_with_its_desk(cast):
    before = newest()
    article = factory.make_article(cast)
    data = {"kind": "article", "desk": cast.desk.pk, "article": article.pk, "id": article.pk}
    assert data in missed_since(before)


def test_a_claim_that_was_deleted_is_told(cast):
    article = factory.make_article(cast)
    claim = factory.make_claim(cast, article)
    before = newest()
    claims.delete(actor=cast.editor, claim_id=claim.pk, seen_version=None)
    data = {"kind": "claim", "desk": cast.desk.pk, "article": article.pk, "id": claim.pk}
    assert data in missed_since(before)


def test_too_much_is_not_told_one_by_one(cast, monkeypatch):
    article = factory.make_article(cast)
    before = newest()
    for words in ("41 bridges", "Ilka Varn", "2019"):
        factory.make_claim(cast, article, words=words)
    monkeypatch.setattr(catch_up, "MOST", 2)
    assert catch_up.since(before) is None
    monkeypatch.setattr(catch_up, "MOST", 90)
    monkeypatch.setattr(catch_up, "MOST_EVENTS", 2)
    assert catch_up.since(before) is None


@pytest.mark.django_db(transaction=True)
def test_the_mark_waits_for_whoever_may_still_commit_an_older_event(cast):
    mark = catch_up.Mark()
    assert mark.ask() is None
    assert mark.ask() == newest()

    older = connections.create_connection("default")
    try:
        older.set_autocommit(False)
        with older.cursor() as cursor:
            cursor.execute("UPDATE annotations_desk SET name = 'Renamed'")
        before = newest()
        factory.make_article(cast)
        for _ in range(3):
            assert mark.ask() == before
        older.rollback()
        assert mark.ask() is not None  # What it waited for is over.
        assert mark.ask() == newest()
    finally:
        older.close()


@pytest.mark.parametrize("failed", [False, True])
def test_a_copy_that_was_wanted_or_could_not_be_made_is_told(cast, failed):
    article = factory.make_article(cast)
    claim = factory.make_claim(cast, article)
    evidence = factory.make_evidence(cast, claim)
    last = newest()
    SnapshotRequest.objects.create(
        source=evidence.source, wanted_by=cast.checker, wanted_at=Now() - timedelta(hours=1)
    )
    assert missed_since(last) == PASSED_ON

    changed = {"due_at": None, "failed_at": Now()} if failed else {"wanted_at": Now()}
    SnapshotRequest.objects.update(**changed)
    of_claim = {"kind": "claim", "desk": cast.desk.pk, "article": article.pk, "id": claim.pk}
    assert missed_since(last) == [of_claim, *PASSED_ON]
