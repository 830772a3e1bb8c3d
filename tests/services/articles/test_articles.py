"""Articles come in, are renamed and deleted: who may, and what is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, Unreadable, WrongState
from annotations.models import Article, Claim, Mention, Revision, TaggingRun, User
from annotations.services.articles import articles, revisions
from annotations.services.claims import workflow
from annotations.services.comments import threads
from annotations.services.entities import mentions, names_review
from annotations.services.guests import guests
from tests.factory import (
    TEXT,
    make_article,
    make_checked_claim,
    make_claim,
    make_evidence,
    make_proposal,
)


def test_pasted_text_becomes_an_article_with_a_revision_and_a_queued_run(cast):
    article = make_article(cast, text="One\r\nline\n\n\n\nand more", headline="  A   headline ")

    revision = article.revisions.get()
    assert article.current_revision_id == revision.pk
    assert (revision.number, revision.kind) == (1, "original")
    assert revision.text == "One\nline\n\nand more"
    assert revision.length == len(revision.text)
    assert article.headline == "A headline"
    run = TaggingRun.objects.get(article=article)
    assert (run.state, run.priority) == ("queued", TaggingRun.Priority.PERSON)


def test_the_article_that_is_given_back_is_as_it_is_stored(cast):
    article = make_article(cast)

    stored = Article.objects.get(pk=article.pk)
    # The database stamps each change, and makes what is searched.
    its_own = {"updated_at", "search"}
    columns = {one.attname for one in Article._meta.concrete_fields} - its_own
    assert [getattr(article, name) for name in columns] == [
        getattr(stored, name) for name in columns
    ]


def test_the_same_text_twice_is_two_articles(cast):
    assert make_article(cast).pk != make_article(cast).pk


def test_the_first_line_is_the_headline_of_a_text_without_one(cast):
    assert make_article(cast, headline="").headline == "Minister resigns over report"


@pytest.mark.parametrize(
    ("given", "error", "field"),
    [
        ({"text": " \n "}, Invalid, "text"),
        ({"text": "a\0b"}, Unreadable, "text"),
        ({"text": "a\ud800b"}, Unreadable, "text"),
        ({"headline": "x" * 501}, Invalid, "headline"),
        ({"outlet": "x" * 201}, Invalid, "outlet"),
        ({"byline": "x" * 301}, Invalid, "byline"),
        ({"source_url": "javascript:alert(1)"}, Invalid, "source_url"),
    ],
    ids=["empty", "nul", "surrogate", "headline", "outlet", "byline", "address"],
)
def test_what_cannot_be_stored_is_refused_beside_its_field(cast, given, error, field):
    with pytest.raises(error) as refusal:
        make_article(cast, **given)

    assert refusal.value.field == field
    assert not Article.objects.exists()


def test_a_text_of_two_million_characters_is_the_longest(cast, monkeypatch):
    with pytest.raises(Invalid, match="2,000,000"):
        make_article(cast, text="x" * 2_000_001)
    monkeypatch.setattr(articles, "LONGEST_TEXT", 9)
    assert make_article(cast, text="It rained").pk
    with pytest.raises(Invalid):
        make_article(cast, text="It rained.")


def test_viewers_add_nothing_and_strangers_find_no_desk(cast):
    with pytest.raises(NotAllowed):
        make_article(cast, actor=cast.viewer)
    with pytest.raises(NotFound):
        make_article(cast, actor=cast.stranger)


def test_a_file_is_kept_beside_its_article_byte_for_byte(cast):
    data = "\ufeffGröße zählt.\r\n".encode()
    article = articles.create_from_file(
        actor=cast.reporter, desk=cast.desk, data=data, filename="größe.txt"
    )

    assert bytes(article.original.content) == data
    assert article.original.filename == "größe.txt"
    assert article.current_revision.text.startswith("Größe zählt.")


def test_a_file_of_another_kind_and_one_too_large_are_refused(cast, settings):
    given = {"actor": cast.reporter, "desk": cast.desk}
    with pytest.raises(Unreadable):
        articles.create_from_file(**given, data=b"\x89PNG\r\n\x1a\n\0\0", filename="a.png")
    settings.MEDIA_MAX_BYTES = 10
    with pytest.raises(Invalid, match="larger"):
        articles.create_from_file(**given, data=b"x" * 11, filename="a.txt")


def test_what_is_said_about_an_article_changes_with_its_version(cast):
    article = make_article(cast)
    changed = articles.edit(
        actor=cast.reporter,
        article_id=article.pk,
        seen_version=1,
        headline="New words",
        source_url="HTTPS://Example.ORG:443/a",
    )

    assert (changed.headline, changed.version) == ("New words", 2)
    assert changed.source_url == "https://example.org/a"
    assert Article.objects.matching("new words").get() == article
    assert Article.objects.matching("transport minister").get() == article


def test_an_edit_of_a_version_that_is_gone_is_refused(cast):
    article = make_article(cast)
    articles.edit(actor=cast.reporter, article_id=article.pk, seen_version=1, headline="A")
    with pytest.raises(Stale) as refusal:
        articles.edit(actor=cast.checker, article_id=article.pk, seen_version=1, headline="B")

    assert refusal.value.current.headline == "A"


def test_an_article_keeps_a_headline(cast):
    article = make_article(cast)
    with pytest.raises(Invalid):
        articles.edit(actor=cast.reporter, article_id=article.pk, seen_version=1, headline=" ")


def test_viewers_and_strangers_edit_no_article(cast):
    article = make_article(cast)
    given = {"article_id": article.pk, "seen_version": 1, "headline": "B"}
    with pytest.raises(NotAllowed):
        articles.edit(actor=cast.viewer, **given)
    with pytest.raises(NotFound):
        articles.edit(actor=cast.stranger, **given)
    with pytest.raises(NotFound):
        articles.edit(actor=cast.editor, **given | {"article_id": 10**9})


def test_an_editor_deletes_an_article_with_all_that_hangs_on_it(cast):
    article = make_article(cast)
    claim = make_claim(cast, article, claimant="Ilka Varn")
    make_evidence(cast, claim)
    make_proposal(cast, claim)
    at = TEXT.index("Ilka Varn")
    mentions.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=at,
        end=at + 9,
        label="PERSON",
    )

    articles.delete(actor=cast.editor, article_id=article.pk, seen_version=1)

    for model in (Article, Revision, Claim, Mention, TaggingRun):
        assert not model.objects.exists(), model


def test_only_editors_delete_articles(cast):
    article = make_article(cast)
    with pytest.raises(NotAllowed):
        articles.delete(actor=cast.checker, article_id=article.pk, seen_version=1)
    with pytest.raises(NotFound):
        articles.delete(actor=cast.stranger, article_id=article.pk, seen_version=1)
    with pytest.raises(Stale):
        articles.delete(actor=cast.editor, article_id=article.pk, seen_version=2)


def test_who_added_an_article_removes_it_while_nobody_has_worked_on_it(cast):
    article = make_article(cast)
    suggested = make_claim(cast, article, actor=None)
    assert suggested.stage == "suggested"
    with pytest.raises(Stale):
        articles.delete(actor=cast.reporter, article_id=article.pk, seen_version=2)
    articles.delete(actor=cast.reporter, article_id=article.pk, seen_version=1)

    assert not Article.objects.exists()


def dismiss_suggestion(cast, article):
    claim = make_claim(cast, article, actor=None)
    workflow.dismiss(actor=cast.checker, claim_id=claim.pk)


def add_to_suggestion(cast, article):
    make_evidence(cast, make_claim(cast, article, actor=None))


def mark_name(cast, article):
    at = TEXT.index("Ilka Varn")
    span = {"start": at, "end": at + 9, "label": "PERSON"}
    mentions.create(actor=cast.reporter, revision_id=article.current_revision_id, **span)


def reject_name(cast, article):
    mark_name(cast, article)
    Mention.objects.update(origin="rules/1", state="rejected")


def correct(cast, article):
    given = {"text": TEXT + " More.", "kind": "typo", "seen_version": None}
    revisions.revise(actor=cast.reporter, article_id=article.pk, **given)


def review_names(cast, article):
    names_review.review_names(actor=cast.reporter, revision_id=article.current_revision_id)


def say_something(cast, article):
    threads.on_article(actor=cast.checker, article_id=article.pk, body="Ask the mayor.")


def ask_a_guest(cast, article):
    claim = make_claim(cast, article, actor=None)
    given = {"claim_ids": [claim.pk], "guest": "An expert", "action": "comment"}
    guests.invite(actor=cast.checker, article_id=article.pk, **given)


def wait_a_day(cast, article):
    Article.objects.update(created_at=timezone.now() - timedelta(days=1, seconds=1))


@pytest.mark.parametrize(
    "hanging",
    [
        make_claim,
        dismiss_suggestion,
        add_to_suggestion,
        mark_name,
        reject_name,
        correct,
        review_names,
        say_something,
        ask_a_guest,
        wait_a_day,
    ],
)
def test_what_somebody_worked_on_is_not_new_and_only_editors_delete_it(cast, hanging):
    article = make_article(cast)
    hanging(cast, article)
    article.refresh_from_db()
    assert not articles.may_delete(cast.reporter, article)
    with pytest.raises(NotAllowed, match="Only editors can delete"):
        articles.delete(actor=cast.reporter, article_id=article.pk, seen_version=None)
    assert articles.may_delete(cast.editor, article)


def test_who_became_a_viewer_removes_nothing(cast):
    article = make_article(cast)
    cast.reporter.memberships.update(role="viewer")
    who = User.objects.get(pk=cast.reporter.pk)  # Whose roles nobody has asked for yet.
    with pytest.raises(NotAllowed):
        articles.delete(actor=who, article_id=article.pk, seen_version=None)


def test_an_article_with_a_verdict_stays_on_the_record_also_after_reopening(cast):
    claim = make_checked_claim(cast)
    workflow.reopen(actor=cast.checker, claim_id=claim.pk)
    with pytest.raises(WrongState):
        articles.delete(actor=cast.editor, article_id=claim.article_id, seen_version=None)
