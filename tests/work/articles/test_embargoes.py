"""That an embargo ended by its time is told once, by whichever sweep comes first."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from annotations.models import Article, Embargo, Event
from annotations.services.articles import embargoes
from annotations.services.webhooks import outbox
from annotations.work import sweep
from annotations.work.articles.embargoes import notify_ended
from tests.factory import make_article
from tests.services.undo.test_notices import heard
from tests.work.together import together


@pytest.fixture
def article(cast):
    return make_article(cast)


def begin(cast, article: Article, *, ended: bool) -> None:
    until = timezone.now() + timedelta(hours=1)
    embargoes.put(actor=cast.editor, article_id=article.pk, until=until)
    if ended:
        Embargo.objects.update(until=Now() - timedelta(seconds=1))


def lines() -> int:
    return Event.objects.filter(table="embargo").count()


def test_the_sweep_tells_receivers_pages_and_the_trail(cast, article):
    begin(cast, article, ended=True)
    version, before = Article.objects.get(pk=article.pk).version, lines()

    assert heard(sweep.sweep) == [("article", cast.desk.pk, article.pk, article.pk)]
    assert Article.objects.get(pk=article.pk).version == version + 1
    assert lines() == before + 1
    line = Event.objects.filter(table="embargo").latest("pk")
    assert (line.action, line.actor_id) == ("U", None)
    place = (line.article_id, line.claim_id, None, None, None, None)
    said = outbox.Happened(
        line.pk, line.at, line.table, line.action, line.object_id, line.actor_id, *place
    )
    assert list(outbox.kinds_of(said, cast.desk.pk)) == [("article.changed", article.pk)]


def test_it_is_told_once(cast, article):
    begin(cast, article, ended=True)
    assert [notify_ended(), notify_ended()] == [1, 0]


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_one_moment_tell_it_once(cast, article):
    begin(cast, article, ended=True)
    assert sum(together(notify_ended, notify_ended)) == 1


@pytest.mark.parametrize("lifted", [False, True])
def test_one_that_is_in_force_or_was_lifted_is_not_told(cast, article, lifted):
    begin(cast, article, ended=False)
    if lifted:
        embargoes.lift(actor=cast.editor, article_id=article.pk)
    assert notify_ended() == 0


def test_the_next_one_is_told_again(cast, article):
    begin(cast, article, ended=True)
    notify_ended()
    begin(cast, article, ended=True)
    assert notify_ended() == 1


def test_many_are_told_in_as_many_queries_as_one(cast, article, django_assert_num_queries):
    begin(cast, article, ended=True)
    for _one in range(4):
        begin(cast, make_article(cast), ended=True)
    with django_assert_num_queries(9):
        assert notify_ended() == 5
