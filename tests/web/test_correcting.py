"""Corrections of text and details, and deletion."""

import pytest

from annotations.models import Article, Claim
from annotations.services import articles, revisions
from tests import factory
from tests.web.scene import words


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


@pytest.fixture
def reporter(cast, sign_in):
    return sign_in(cast.reporter)


def text_of(article: Article) -> str:
    article.refresh_from_db()
    return (
        Article.objects.select_related("current_revision").get(pk=article.pk).current_revision.text
    )


def correction(article, text: str, **more) -> dict:
    return {"version": article.version, "text": text, "kind": "correction", "note": ""} | more


def test_a_correction_makes_a_revision_and_says_what_became_of_the_highlights(
    cast, article, reporter
):
    factory.make_claim(cast, article)
    factory.make_claim(cast, article, words="twice as many as in 2019")
    new = text_of(article).replace("twice as many", "more than")
    response = reporter.post(
        f"/articles/{article.pk}/edit/", correction(article, new, note="Number"), follow=True
    )
    assert text_of(article) == new
    assert "1 highlights kept their words, 1 lost them" in words(response)
    assert "The words are gone" in words(response)


def test_the_form_holds_the_text_as_it_stands(article, reporter):
    page = reporter.get(f"/articles/{article.pk}/edit/")
    assert page.context["form"]["text"].value() == text_of(article)


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_text_is_refused_beside_its_field(text, article, reporter):
    response = reporter.post(f"/articles/{article.pk}/edit/", correction(article, text))
    assert response.status_code == 422
    assert response.context["form"].errors["text"]


def test_the_same_text_is_no_correction(article, reporter):
    same = text_of(article)
    response = reporter.post(f"/articles/{article.pk}/edit/", correction(article, same))
    assert response.status_code == 422
    assert "The text is the same as before." in words(response)


def test_a_stale_text_loses_nothing_and_shows_where_the_two_differ(cast, article, reporter):
    before = article.version
    theirs = text_of(article).replace("on Tuesday", "on Wednesday")
    revisions.revise(
        actor=cast.editor, article_id=article.pk, text=theirs, kind="typo", seen_version=before
    )
    mine = text_of(article).replace("on Wednesday", "on Friday")
    typed = {"version": before, "text": mine, "kind": "update", "note": "Mine"}
    response = reporter.post(f"/articles/{article.pk}/edit/", typed)
    assert response.status_code == 412
    assert text_of(article) == theirs
    assert response.context["form"]["text"].value() == mine
    assert response.context["form"]["note"].value() == "Mine"
    (difference,) = response.context["differences"]
    assert "on Wednesday" in difference.theirs
    assert "on Friday" in difference.mine
    again = typed | {"version": response.context["form"]["version"].value()}
    reporter.post(f"/articles/{article.pk}/edit/", again)
    assert text_of(article) == mine


def test_when_both_typed_the_same_nothing_is_asked(cast, article, reporter):
    before, same = article.version, text_of(article) + " More."
    revisions.revise(
        actor=cast.editor, article_id=article.pk, text=same, kind="typo", seen_version=before
    )
    response = reporter.post(
        f"/articles/{article.pk}/edit/", correction(article, same, version=before)
    )
    assert response["Location"] == f"/articles/{article.pk}/"


def test_a_form_without_its_version_is_refused(article, reporter):
    typed = correction(article, "New words.") | {"version": ""}
    assert reporter.post(f"/articles/{article.pk}/edit/", typed).status_code == 422


def details(article, **more) -> dict:
    return {"version": article.version, "headline": article.headline} | more


def test_details_are_saved(cast, article, reporter):
    reporter.post(
        f"/articles/{article.pk}/details/",
        details(article, headline="New", outlet="Courier", published_at="2026-10-14T09:30"),
    )
    article.refresh_from_db()
    assert (article.headline, article.outlet) == ("New", "Courier")
    assert article.published_at.isoformat() == "2026-10-14T09:30:00+00:00"


def test_details_that_are_refused_come_back(article, reporter):
    response = reporter.post(
        f"/articles/{article.pk}/details/",
        details(article, source_url="ftp://example.org", outlet="Kept"),
    )
    assert response.status_code == 422
    assert response.context["form"].errors["source_url"]
    assert "Kept" in words(response)


def test_stale_details_show_theirs_and_keep_mine(cast, article, reporter):
    before = article.version
    articles.edit(
        actor=cast.editor, article_id=article.pk, seen_version=before, headline="Theirs", outlet="O"
    )
    response = reporter.post(
        f"/articles/{article.pk}/details/",
        {"version": before, "headline": "Mine", "outlet": "O", "language": article.language},
    )
    assert response.status_code == 412
    assert [(one.name, one.theirs, one.mine) for one in response.context["conflict"]] == [
        ("headline", "Theirs", "Mine")
    ]
    assert response.context["form"]["headline"].value() == "Mine"
    version = response.context["form"]["version"].value()
    reporter.post(
        f"/articles/{article.pk}/details/",
        {"version": version, "headline": "Mine", "outlet": "O"},
    )
    article.refresh_from_db()
    assert article.headline == "Mine"


def test_an_editor_deletes_an_article_with_everything_on_it(cast, article, sign_in):
    factory.make_claim(cast, article)
    article.refresh_from_db()
    response = sign_in(cast.editor).post(
        f"/articles/{article.pk}/delete/", {"version": article.version}
    )
    assert response["Location"] == "/articles/"
    assert not Article.objects.exists()
    assert not Claim.objects.exists()


def test_an_article_on_the_record_stays(cast, article, sign_in):
    factory.make_checked_claim(cast, article)
    article.refresh_from_db()
    response = sign_in(cast.editor).post(
        f"/articles/{article.pk}/delete/", {"version": article.version}
    )
    assert response.status_code == 409
    assert "stays on the record" in words(response)


def test_only_editors_are_offered_deletion(cast, article, reporter, sign_in):
    assert "Delete for good" not in words(reporter.get(f"/articles/{article.pk}/details/"))
    page = sign_in(cast.editor).get(f"/articles/{article.pk}/details/")
    assert "Delete for good" in words(page)
