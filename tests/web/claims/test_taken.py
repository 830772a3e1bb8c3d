"""A page forgets what was typed by one sign only: the cookie that says the server has taken it."""

import pytest

from annotations.services.articles import articles, revisions
from annotations.web.shell.policy import TAKEN
from tests import factory
from tests.web.scene import HTMX


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


@pytest.fixture
def reporter(cast, sign_in):
    return sign_in(cast.reporter)


def correction(article, **more) -> dict:
    text = article.current_revision.text + " More."
    return {"version": article.version, "text": text, "kind": "correction", "note": ""} | more


def sign_of(response) -> str:
    return response.cookies[TAKEN].value if TAKEN in response.cookies else ""


def test_the_form_that_was_taken_is_named(article, reporter):
    edit = f"/articles/{article.pk}/edit/"
    assert sign_of(reporter.post(edit, correction(article))) == edit


def test_a_form_that_said_what_stands_already_is_taken_too(cast, article, reporter):
    edit, mine = f"/articles/{article.pk}/edit/", correction(article)
    revisions.revise(
        actor=cast.editor,
        article_id=article.pk,
        text=mine["text"],
        kind="typo",
        seen_version=article.version,
    )
    response = reporter.post(edit, mine)
    assert (response.status_code, sign_of(response)) == (302, edit)


@pytest.mark.parametrize("fields", [{"text": ""}, {"version": ""}, {"kind": "x"}])
def test_a_refused_form_is_not_taken(fields, article, reporter):
    response = reporter.post(f"/articles/{article.pk}/edit/", correction(article, **fields))
    assert (response.status_code, sign_of(response)) == (422, "")


def test_a_stale_form_is_not_taken(cast, article, reporter):
    about = {"actor": cast.editor, "article_id": article.pk, "seen_version": article.version}
    articles.edit(**about, headline="Theirs")
    sent = {"version": article.version, "headline": "Mine"}
    response = reporter.post(f"/articles/{article.pk}/details/", sent)
    assert (response.status_code, sign_of(response)) == (412, "")


def test_a_form_with_an_old_token_is_not_taken(article, reporter):
    reporter.handler.enforce_csrf_checks = True
    response = reporter.post(f"/articles/{article.pk}/edit/", correction(article))
    assert (response.status_code, sign_of(response)) == (403, "")


def test_a_form_of_who_may_not_is_not_taken(cast, article, sign_in):
    response = sign_in(cast.viewer).post(f"/articles/{article.pk}/edit/", correction(article))
    assert (response.status_code, sign_of(response)) == (403, "")


def test_a_form_that_failed_is_not_taken(article, reporter, monkeypatch):
    monkeypatch.setattr(revisions, "revise", lambda **given: 1 / 0)
    reporter.raise_request_exception = False
    response = reporter.post(f"/articles/{article.pk}/edit/", correction(article))
    assert (response.status_code, sign_of(response)) == (500, "")


@pytest.mark.parametrize("path", ["articles/new/", "articles/{}/edit/", "articles/{}/details/"])
def test_without_a_person_the_way_leads_back_to_the_form_and_nothing_is_taken(
    path, article, client
):
    path = f"/{path.format(article.pk)}"
    response = client.post(path, correction(article))
    assert response["Location"] == f"/accounts/login/?next={path}"
    assert sign_of(response) == ""


def test_signing_in_takes_no_form(cast, client):
    sent = {"login": "reporter", "password": "correct horse battery staple"}
    assert sign_of(client.post("/accounts/login/?next=/articles/new/", sent)) == ""


def test_what_htmx_sends_needs_no_sign(cast, article, reporter):
    claim = factory.make_claim(cast, article)
    sent = {"version": claim.version, "statement": "It is so."}
    response = reporter.post(f"/claims/{claim.pk}/edit/", sent, headers=HTMX)
    assert (response.status_code, sign_of(response)) == (200, "")
