"""Corrections of text and details, and deletion."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from annotations.models import Article, Claim
from annotations.services.articles import articles, revisions
from annotations.services.entities import mentions
from annotations.text.diff.merge3 import END, MINE, THEIRS
from annotations.web.shell.language import TIME_ZONE
from tests import factory
from tests.web.scene import tidy, words


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
    assert "1 highlight kept its words. 1 highlight changed. 1 highlight lost its words." in words(
        response
    )
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


def corrected_by_a_colleague(cast, article, old: str, new: str, note: str = "") -> dict:
    """The form as it was opened before, with another correction typed into it."""
    form = {"version": article.version, "base": 1, "kind": "update", "note": "Mine"}
    revisions.revise(
        actor=cast.editor,
        article_id=article.pk,
        text=text_of(article).replace(old, new),
        kind="typo",
        note=note,
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
    (place,) = response.context["merging"].places
    assert [one.text for one in place.mine if not one.same] == ["Friday"]
    assert [one.text for one in place.theirs if not one.same] == ["Wednesday"]
    assert "<mark>Wednesday</mark>" in tidy(response)
    assert merged.index(MINE) < merged.index("on Friday") < merged.index("on Wednesday")
    assert mine in response.content.decode().replace("&#x27;", "'"), "what was sent stands below"


def sent_again(response, **more) -> dict:
    """What a browser sends of a merged page, its read-only text included."""
    form, merging = response.context["form"], response.context["merging"]
    typed = {name: form[name].value() for name in form.fields}
    return typed | {"since": merging.since, "mine": merging.mine} | more


def both_change_the_day(cast, article, reporter):
    mine = text_of(article).replace("on Tuesday", "on Friday")
    typed = corrected_by_a_colleague(cast, article, "on Tuesday", "on Wednesday", "Wrong day")
    return mine, reporter.post(f"/articles/{article.pk}/edit/", typed | {"text": mine})


def test_it_says_who_was_first_with_what_and_when(cast, article, reporter):
    _, response = both_change_the_day(cast, article, reporter)
    when = timezone.localtime(article.revisions.get(number=2).created_at)

    message = f"<bdi>{cast.editor}</bdi> saved a new revision at {when:%H:%M}."
    assert f'{message} Typo: <q dir="auto">Wrong day</q>.' in tidy(response)
    assert "You saved" not in words(response)
    assert "2 places" not in words(response)
    assert "1 place you both changed is marked" in words(response)


def test_marks_that_are_left_keep_the_help(cast, article, reporter):
    mine, response = both_change_the_day(cast, article, reporter)
    again = reporter.post(f"/articles/{article.pk}/edit/", sent_again(response))

    assert again.status_code == 422
    assert "Decide which words to keep between" in words(again)
    assert "1 place is still marked in the text" in words(again)
    assert "saved a new revision" in words(again)
    assert "<mark>Wednesday</mark>" in tidy(again)
    assert "Discard mine" in words(again)
    assert again.context["merging"].mine == mine
    assert sent_again(again, version=2, base=2) == sent_again(response), "and again"


def test_marks_in_a_text_that_is_no_merged_one_are_shown_as_well(article, reporter):
    text = f"One.\n{MINE}\nTwo.\n{THEIRS}\nThree.\n{END}\n"
    response = reporter.post(f"/articles/{article.pk}/edit/", correction(article, text))

    assert response.status_code == 422
    assert "<mark>Three</mark>" in tidy(response)
    assert "Your text as you sent it" not in words(response)


def test_when_theirs_stands_everywhere_there_is_nothing_to_save(cast, article, reporter):
    _, response = both_change_the_day(cast, article, reporter)
    theirs = sent_again(response, text=text_of(article))
    done = reporter.post(f"/articles/{article.pk}/edit/", theirs, follow=True)

    assert done.redirect_chain == [(f"/articles/{article.pk}/", 302)]
    assert "Nothing to save" in words(done)
    assert article.revisions.count() == 2


def test_an_open_editor_is_told_what_was_saved_meanwhile(cast, article, reporter):
    path = f"/articles/{article.pk}/meanwhile/"
    corrected_by_a_colleague(cast, article, "on Tuesday", "on Wednesday", "Wrong day")
    told = words(reporter.get(path, {"base": 1}))

    assert "saved a new revision at" in told
    assert "Wrong day" in told
    assert "Saving puts your text and theirs together" in told
    assert "saved" not in words(reporter.get(path, {"base": 2}))
    assert "saved" not in words(reporter.get(path, {"base": "x"}))


def test_details_that_changed_meanwhile_do_not_hold_up_a_correction(cast, article, reporter):
    typed = {"version": article.version, "base": 1, "kind": "update", "note": ""}
    articles.edit(actor=cast.editor, article_id=article.pk, seen_version=1, outlet="Gazette")
    mine = text_of(article).replace("41", "43")
    response = reporter.post(f"/articles/{article.pk}/edit/", typed | {"text": mine})

    assert response["Location"] == f"/articles/{article.pk}/"
    assert text_of(article) == mine
    assert article.outlet == "Gazette"


def test_what_an_edit_would_do_to_the_highlights_is_counted_before_it_is_saved(
    cast, article, reporter
):
    factory.make_claim(cast, article)
    factory.make_claim(cast, article, words="I was never told")
    path = f"/articles/{article.pk}/foresee/"
    new = text_of(article).replace("41 bridges", "43 bridges")

    assert "1 highlight would change. 1 highlight stays as it is." in words(
        reporter.post(path, {"text": new})
    )
    assert "The text is empty" in words(reporter.post(path, {"text": " "}))
    assert "every place is decided" in words(reporter.post(path, {"text": f"{MINE}\n{new}"}))
    assert article.revisions.count() == 1


def test_a_verdict_that_an_edit_would_make_stale_is_counted_and_told(cast, article, reporter):
    factory.make_checked_claim(cast, article)
    new = text_of(article).replace("41 bridges", "43 bridges")
    counted = words(reporter.post(f"/articles/{article.pk}/foresee/", {"text": new}))
    assert "1 highlight would change. 1 checked claim will need another look." in counted

    article.refresh_from_db()
    path = f"/articles/{article.pk}/edit/"
    saved = reporter.post(path, correction(article, new), follow=True)
    assert "1 highlight changed. 1 checked claim needs another look." in words(saved)


def test_an_edit_of_a_text_that_is_behind_is_counted_together_with_the_other_one(
    cast, article, reporter
):
    factory.make_claim(cast, article)
    path = f"/articles/{article.pk}/foresee/"
    text = text_of(article)
    corrected_by_a_colleague(cast, article, "41 bridges", "43 bridges")

    apart = {"base": 1, "text": text.replace("on Tuesday", "on Friday")}
    assert "1 highlight keeps its words." in words(reporter.post(path, apart))
    meeting = {"base": 1, "text": text.replace("41 bridges", "44 bridges")}
    assert "the same words in 1 place" in words(reporter.post(path, meeting))


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


def test_a_time_is_typed_and_shown_in_utc_wherever_the_reader_is(article, reporter):
    reporter.cookies[TIME_ZONE] = "Asia/Kolkata"
    page, typed = f"/articles/{article.pk}/details/", "2026-10-14T09:30"
    reporter.post(page, details(article, published_at=typed))

    article.refresh_from_db()
    assert article.published_at.isoformat() == f"{typed}:00+00:00"
    assert f'value="{typed}"' in words(reporter.get(page))


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
    assert f"<bdi>{cast.editor}</bdi> saved these details" in words(response)
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
    editor = sign_in(cast.editor)
    page = words(editor.get(f"/articles/{article.pk}/details/"))
    assert "stays on the record" in page
    assert "Delete for good" not in page, "what would be refused is not offered"
    response = editor.post(f"/articles/{article.pk}/delete/", {"version": article.version})
    assert response.status_code == 409
    assert "stays on the record" in words(response)


def test_the_claims_that_an_edit_touches_are_named_and_open_elsewhere(cast, article, reporter):
    gone = factory.make_claim(cast, article, words="I was never told")
    changed = factory.make_checked_claim(cast, article, words="twice as many as in 2019")
    kept = factory.make_claim(cast, article)
    at = factory.TEXT.index("I was never told")
    span = {"start": at, "end": at + 6, "label": "MISC"}
    mentions.create(actor=cast.reporter, revision_id=article.current_revision_id, **span)
    text = text_of(article).replace("“I was never told,” she said.", "").replace("2019", "2020")
    response = reporter.post(f"/articles/{article.pk}/foresee/", {"text": text, "base": 1})

    told = [(claim.pk, outcome) for claim, outcome in response.context["touched"]]
    assert told == [(gone.pk, "orphaned"), (changed.pk, "changed")]
    page = words(response)
    for claim in (gone, changed):
        assert f'href="/articles/{article.pk}/?claim={claim.pk}" target="_blank"' in page
    assert kept.statement not in page
    assert page.count(">Checked<") == 1
    assert ">1 name<" in page


def test_many_touched_claims_are_named_up_to_a_number(cast, reporter):
    lines = [f"Line {n} counted {n} trains." for n in range(1, 41)]
    article = factory.make_article(cast, text="\n".join(lines))
    for n in range(1, 41):
        factory.make_claim(cast, article, words=f"Line {n} counted {n} trains")
    response = reporter.post(f"/articles/{article.pk}/foresee/", {"text": "Gone.", "base": 1})

    assert len(response.context["touched"]) == 30
    assert "and 10 more claims" in words(response)


def test_who_added_an_article_is_offered_to_delete_it_until_somebody_worked_on_it(
    cast, article, reporter
):
    details = f"/articles/{article.pk}/details/"
    assert "Delete for good" in words(reporter.get(details))
    factory.make_claim(cast, article)
    page = words(reporter.get(details))
    assert "Delete for good" not in page
    assert "Only editors can delete this article now" in page
    article.refresh_from_db()
    sent = {"version": article.version}
    assert reporter.post(f"/articles/{article.pk}/delete/", sent).status_code == 403
    Claim.objects.all().delete()
    assert reporter.post(f"/articles/{article.pk}/delete/", sent)["Location"] == "/articles/"
    assert not Article.objects.exists()


def test_only_editors_are_offered_deletion_of_what_others_added(cast, article, sign_in):
    page = words(sign_in(cast.checker).get(f"/articles/{article.pk}/details/"))
    assert "Delete for good" not in page
    assert "An editor can now." not in page
    page = sign_in(cast.editor).get(f"/articles/{article.pk}/details/")
    assert "Delete for good" in words(page)
