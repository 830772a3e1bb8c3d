"""Corrections of text and details, and deletion."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import Article, Claim
from annotations.services import articles, revisions
from annotations.text.merge3 import MINE
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
    factory.make_claim(cast, article, words="I was never told")
    new = (
        text_of(article)
        .replace("41 bridges", "43 bridges")
        .replace("“I was never told,” she said.", "")
    )
    response = reporter.post(
        f"/articles/{article.pk}/edit/", correction(article, new, note="Number"), follow=True
    )
    assert text_of(article) == new
    assert "Of the highlights 1 kept their words, 1 changed, 1 lost them." in words(response)
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


def corrected_by_a_colleague(cast, article, old: str, new: str) -> dict:
    """The form as it was opened before, with another correction typed into it."""
    form = {"version": article.version, "base": 1, "kind": "update", "note": "Mine"}
    revisions.revise(
        actor=cast.editor,
        article_id=article.pk,
        text=text_of(article).replace(old, new),
        kind="typo",
        seen_version=article.version,
    )
    return form


def test_two_corrections_that_do_not_meet_are_merged_and_looked_over(cast, article, reporter):
    mine = text_of(article).replace("41", "43")
    typed = corrected_by_a_colleague(cast, article, "on Tuesday", "on Wednesday")
    response = reporter.post(f"/articles/{article.pk}/edit/", typed | {"text": mine})

    assert response.status_code == 412
    merged = response.context["form"]["text"].value()
    assert merged == mine.replace("on Tuesday", "on Wednesday")
    assert response.context["form"]["note"].value() == "Mine"
    assert "Both corrections are in the text" in words(response)
    assert "41" in text_of(article), "nothing is saved before somebody has looked"

    form = response.context["form"]
    again = typed | {
        "text": merged,
        "version": form["version"].value(),
        "base": form["base"].value(),
    }
    reporter.post(f"/articles/{article.pk}/edit/", again)
    assert text_of(article) == merged


def test_words_that_both_corrected_are_marked_and_nothing_is_lost(cast, article, reporter):
    mine = text_of(article).replace("on Tuesday", "on Friday")
    typed = corrected_by_a_colleague(cast, article, "on Tuesday", "on Wednesday")
    response = reporter.post(f"/articles/{article.pk}/edit/", typed | {"text": mine})

    merged = response.context["form"]["text"].value()
    (conflict,) = response.context["conflicts"]
    assert "on Friday" in conflict.mine
    assert "on Wednesday" in conflict.theirs
    assert merged.index(MINE) < merged.index("on Friday") < merged.index("on Wednesday")
    assert mine in response.content.decode().replace("&#x27;", "'"), "what was sent stands below"

    version = response.context["form"]["version"].value()
    undecided = typed | {"text": merged, "version": version}
    response = reporter.post(f"/articles/{article.pk}/edit/", undecided)
    assert response.status_code == 422
    assert "Decide what stands between" in words(response)


def test_when_only_the_details_changed_meanwhile_the_text_is_as_it_was_typed(
    cast, article, reporter
):
    typed = {"version": article.version, "base": 1, "kind": "update", "note": ""}
    articles.edit(actor=cast.editor, article_id=article.pk, seen_version=1, outlet="Gazette")
    mine = text_of(article).replace("41", "43")
    response = reporter.post(f"/articles/{article.pk}/edit/", typed | {"text": mine})

    assert response.status_code == 412
    assert response.context["form"]["text"].value() == mine
    assert "the headline or the details" in words(response)


def test_what_an_edit_would_do_to_the_highlights_is_counted_before_it_is_saved(
    cast, article, reporter
):
    factory.make_claim(cast, article)
    factory.make_claim(cast, article, words="I was never told")
    path = f"/articles/{article.pk}/foresee/"
    new = text_of(article).replace("41 bridges", "43 bridges")

    assert "1 highlight would change; 1 stay" in words(reporter.post(path, {"text": new}))
    assert "There is no text" in words(reporter.post(path, {"text": " "}))
    assert article.revisions.count() == 1


def again(article, name: str, content: bytes, **more) -> dict:
    file = SimpleUploadedFile(name, content, "text/plain")
    given = {"version": article.version, "kind": "update", "note": "From the outlet", "file": file}
    return {f"again-{name}": value for name, value in (given | more).items()}


def test_a_corrected_file_is_a_revision(article, reporter):
    new = text_of(article).replace("41", "43")
    path = f"/articles/{article.pk}/edit/file/"
    response = reporter.post(path, again(article, "new.txt", new.encode()))

    assert response["Location"] == f"/articles/{article.pk}/"
    assert text_of(article) == new
    revision = article.revisions.get(number=2)
    assert (revision.kind, revision.note) == ("update", "From the outlet")


@pytest.mark.parametrize(
    ("name", "content", "more", "status", "sentence"),
    [
        ("new.pdf", b"%PDF-1.4", {}, 400, ""),
        ("new.txt", b" ", {}, 400, "empty"),
        ("new.txt", b"Words.", {"kind": "whim"}, 422, "Select a valid choice"),
    ],
)
def test_a_file_that_is_no_correction_is_refused_beside_its_field(
    name, content, more, status, sentence, article, reporter
):
    path = f"/articles/{article.pk}/edit/file/"
    response = reporter.post(path, again(article, name, content, **more))

    assert response.status_code == status
    assert sentence in words(response)
    assert article.revisions.count() == 1


def test_a_file_that_comes_second_is_merged_in_the_editor(cast, article, reporter):
    mine = text_of(article).replace("41", "43")
    typed = corrected_by_a_colleague(cast, article, "on Tuesday", "on Wednesday")
    sent = again(article, "new.txt", mine.encode(), **typed)
    response = reporter.post(f"/articles/{article.pk}/edit/file/", sent)

    assert response.status_code == 412
    form = response.context["form"]
    assert form["text"].value() == mine.replace("on Tuesday", "on Wednesday")
    assert (form["kind"].value(), form["note"].value()) == ("update", "Mine")
    assert "Both corrections are in the text" in words(response)
    assert f'action="/articles/{article.pk}/edit/"' in words(response)
    reporter.post(f"/articles/{article.pk}/edit/", {f: form[f].value() for f in form.fields})
    assert text_of(article) == mine.replace("on Tuesday", "on Wednesday")


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
