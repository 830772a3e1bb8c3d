"""Editors hear of a new article that repeats what was checked already."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.jobs import tag
from annotations.models import Claim, Membership, Notification, Role, Stage, Suggestion, TaggingRun
from annotations.services.notifications import about_repeats, sentences
from annotations.services.notifications.notify import notify_of_claims
from tests.factory import make_article, make_claim


@pytest.fixture
def repeat(cast) -> Suggestion:
    return of_article(cast, make_article(cast, headline="Bridges"))


def of_article(cast, article, actor=None) -> Suggestion:
    claim = make_claim(cast, article, actor=actor or cast.reporter)
    Claim.objects.filter(pk=claim.pk).update(stage=Stage.SUGGESTED)
    return Suggestion.objects.create(
        claim=claim,
        desk=article.desk,
        rule="repeated",
        reason="checked already: …",
        score=1,
        origin="t",
    )


def told() -> list[tuple[str, int]]:
    rows = Notification.objects.filter(kind="repeated").order_by("person__username", "pk")
    return list(rows.values_list("person__username", "claim"))


def test_the_editors_of_the_desk_are_told_where_to_look(cast, repeat):
    assert about_repeats.found() == 1
    assert told() == [("editor", repeat.pk), ("second_editor", repeat.pk)]
    [one, _] = Notification.objects.with_all()
    assert sentences.of(one) == "A new article repeats a claim that you have checked already"
    assert sentences.path_of(one) == f"/articles/{one.article_id}/?claim={repeat.pk}"


def test_they_are_told_once_an_article(cast, repeat):
    of_article(cast, repeat.claim.article)
    assert (about_repeats.found(), about_repeats.found()) == (1, 0)
    assert len(told()) == 2


def test_a_desk_without_editors_keeps_nobody_from_being_told(cast, monkeypatch):
    monkeypatch.setattr(about_repeats, "AT_ONCE", 1)
    of_article(cast, make_article(cast, actor=cast.stranger, desk=cast.other_desk), cast.stranger)
    Membership.objects.filter(desk=cast.other_desk).update(role=Role.CHECKER)
    of_article(cast, make_article(cast, headline="Bridges again"))
    assert (about_repeats.found(), about_repeats.found()) == (1, 0)
    assert {person for person, _ in told()} == {"editor", "second_editor"}


@pytest.mark.parametrize(
    "change",
    [
        lambda row: Suggestion.objects.update(rule="number"),
        lambda row: Suggestion.objects.update(outcome="dismissed"),
        lambda row: Claim.objects.update(created_at=timezone.now() - timedelta(days=2)),
    ],
)
def test_what_is_no_news_is_not_told(cast, repeat, change):
    change(repeat)
    assert about_repeats.found() == 0
    assert told() == []


def test_it_is_told_by_the_task_that_tags(cast, repeat):
    TaggingRun.objects.all().delete()  # It would suggest anew.
    tag.tag_due(0)
    assert len(told()) == 2


def test_of_many_articles_they_are_told_in_as_many_statements_as_of_one(cast, repeat):
    def statements(number: int) -> int:
        for one in range(number):
            of_article(cast, make_article(cast, headline=f"{number} {one}"))
        with CaptureQueriesContext(connection) as seen:
            about_repeats.found()
        return len(seen)

    statements(1)
    assert statements(1) == statements(5)
    assert len(told()) == 2 * (2 + 1 + 5)


def test_what_another_worker_told_meanwhile_is_not_told_again(cast, repeat):
    assert about_repeats.found() == 1
    editors = about_repeats.editors_of(cast.desk.pk)
    notify_of_claims("repeated", [(one, repeat.claim) for one in editors], actor=None)
    assert len(told()) == 2
