"""What was said about words follows them through corrections, and keeps them when they go."""

import pytest

from annotations.errors import Invalid
from annotations.models import Thread
from annotations.services.articles import articles, revisions
from annotations.services.comments import threads
from tests.factory import TEXT, make_article


def note(cast, article, words="41 bridges", **given):
    start = TEXT.index(words)
    place = {"revision_id": article.current_revision_id, "start": start, "end": start + len(words)}
    said = threads.on_words(actor=cast.reporter, body="Since when?", **place | given)
    return said.comment.thread


def correct(cast, article, text):
    revisions.revise(
        actor=cast.reporter, article_id=article.pk, text=text, kind="correction", seen_version=None
    )


def test_a_note_moves_with_its_words(cast):
    article = make_article(cast)
    thread = note(cast, article)
    correct(cast, article, f"A new first line.\n\n{TEXT}")
    thread.refresh_from_db()
    assert (thread.state, thread.exact) == ("exact", "41 bridges")
    assert thread.revision.text[thread.start : thread.end] == "41 bridges"


def test_words_that_changed_are_told_and_kept_until_they_return(cast):
    article = make_article(cast)
    thread = note(cast, article)
    correct(cast, article, TEXT.replace("41 bridges", "42 bridges"))
    thread.refresh_from_db()
    assert (thread.state, thread.exact, thread.before) == ("changed", "42 bridges", "41 bridges")
    correct(cast, article, TEXT)
    thread.refresh_from_db()
    assert (thread.state, thread.before) == ("exact", "")


def test_words_that_are_gone_are_kept_and_found_again(cast):
    article = make_article(cast)
    thread = note(cast, article, "“I was never told,” she said.")
    correct(cast, article, "Nothing of the kind.")
    thread.refresh_from_db()
    assert (thread.state, thread.start) == ("orphaned", None)
    assert thread.exact == "“I was never told,” she said."
    correct(cast, article, TEXT)
    thread.refresh_from_db()
    assert (thread.state, thread.revision.text[thread.start : thread.end]) == (
        "exact",
        thread.exact,
    )


def test_a_note_on_the_text_before_a_correction_is_carried_at_once(cast):
    article = make_article(cast)
    correct(cast, article, TEXT.replace("41 bridges", "42 bridges"))
    thread = note(cast, article)
    assert (thread.state, thread.exact, thread.before) == ("changed", "42 bridges", "41 bridges")


def test_other_words_than_those_that_stand_there_are_refused(cast):
    with pytest.raises(Invalid):
        note(cast, make_article(cast), exact="42 bridges")


def test_an_article_goes_with_what_was_said_about_it(cast):
    article = make_article(cast)
    note(cast, article)
    articles.delete(actor=cast.editor, article_id=article.pk, seen_version=None)
    assert not Thread.objects.exists()
