"""What people are told and may take back while an embargo hides an article from them."""

from contextlib import contextmanager

import pytest
from django.db.models.functions import Now

from annotations.errors import Invalid, NotFound, WrongState
from annotations.models import MailSettings, Notification, User, request_id
from annotations.services.articles import articles, embargoes
from annotations.services.claims import bulk, workflow
from annotations.services.comments import threads
from annotations.services.notifications import mailing
from annotations.services.undo import recent, undo
from tests.factory import make_article, make_claim


def fresh(person: User) -> User:
    """As the next request knows them."""
    return User.objects.get(pk=person.pk)


@contextmanager
def request_of(number: str):
    token = request_id.set(number)
    yield
    request_id.reset(token)


@pytest.fixture
def article(cast):
    return make_article(cast)


@pytest.fixture
def claim(cast, article):
    return make_claim(cast, article)


def test_a_mail_says_nothing_of_it(cast, article, claim):
    User.objects.filter(pk=cast.checker.pk).update(email="c@example.org")
    threads.on_claim(actor=cast.reporter, claim_id=claim.pk, body="Which year, @checker?")
    Notification.objects.update(mail_at=Now())
    taken = MailSettings.objects.select_related("person").get(person=cast.checker)
    assert len(mailing.contents(taken)) == 1

    embargoes.put(actor=cast.editor, article_id=article.pk)
    taken = MailSettings.objects.select_related("person").get(person=cast.checker)
    assert mailing.contents(taken) == []


def test_whom_it_is_hidden_from_nobody_can_name_or_give_work(cast, article, claim):
    embargoes.put(actor=cast.editor, article_id=article.pk)
    said = threads.on_claim(actor=cast.editor, claim_id=claim.pk, body="Look, @checker")
    assert said.strangers == ["checker"]
    assert not Notification.objects.filter(person=cast.checker).exists()
    with pytest.raises(Invalid, match="name them on it first"):
        workflow.assign(actor=cast.editor, claim_id=claim.pk, user=fresh(cast.checker))
    outcome = bulk.assign(actor=cast.editor, seen={claim.pk: None}, user=fresh(cast.checker))
    assert list(outcome.refused) == [claim.pk]

    embargoes.put(actor=cast.editor, article_id=article.pk, people=[cast.checker.pk])
    workflow.assign(actor=cast.editor, claim_id=claim.pk, user=fresh(cast.checker))


def test_what_one_did_on_it_is_neither_told_nor_taken_back(cast, article):
    with request_of("mine"):
        make_claim(cast, article)
    assert recent.last(cast.reporter).request == "mine"

    embargoes.put(actor=cast.editor, article_id=article.pk)
    person = fresh(cast.reporter)
    assert recent.last(person) is None
    assert recent.description(person, "mine") == ""
    with pytest.raises(NotFound):
        undo.undo(actor=person, request="mine")


def test_undo_gives_nobody_a_claim_that_is_hidden_from_them(cast, article, claim):
    workflow.take(actor=cast.checker, claim_id=claim.pk)
    with request_of("mine"):
        workflow.assign(actor=cast.editor, claim_id=claim.pk, user=cast.second_editor)
    embargoes.put(actor=cast.editor, article_id=article.pk)
    with pytest.raises(WrongState, match="name them on it first"):
        undo.undo(actor=cast.editor, request="mine")

    embargoes.put(actor=cast.editor, article_id=article.pk, people=[cast.checker.pk])
    undo.undo(actor=cast.editor, request="mine")
    claim.refresh_from_db()
    assert claim.assignee == cast.checker


def test_it_goes_with_its_article(cast, article):
    embargoes.put(actor=cast.editor, article_id=article.pk)
    articles.delete(actor=cast.editor, article_id=article.pk, seen_version=None)
