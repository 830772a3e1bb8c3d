"""Annotations of pages elsewhere become claims on the articles of these addresses."""

import json
from functools import partial

import pytest

from annotations.errors import Invalid
from annotations.jobs import run_import
from annotations.models import Anchor, Claim, Comment, Import, Thread
from annotations.services.articles import revisions
from annotations.services.imports import imports
from tests.cast import make_cast
from tests.factory import TEXT, make_article, make_claim
from tests.services.racing import race

ADDRESS = "https://example.org/report"


def note(exact: str = "41 bridges", text: str = "Is that so?", **more) -> dict:
    quoted = {"type": "TextQuoteSelector", "exact": exact, "prefix": "counted ", "suffix": " in"}
    target = {"source": more.pop("address", ADDRESS), "selector": [quoted] if exact else []}
    return {"user": "acct:ilka@hypothes.is", "created": "2024-05-01T10:00:00Z", "tags": ["numbers"],
            "text": text, "target": [target]} | more  # fmt: skip


def add(cast, *rows, **given) -> Import:
    given = {"start": True, "actor": cast.editor, "desk": cast.desk} | given
    data = json.dumps({"rows": rows}).encode()
    return imports.add(format="web-annotation", data=data, filename="notes.json", **given)


def bring(cast, *rows, **given) -> Import:
    job = add(cast, *rows, **given)
    assert run_import.bring_in_this(job.pk)
    return Import.objects.get(pk=job.pk)


@pytest.fixture
def article(cast):
    return make_article(cast, source_url="http://www.example.org/report?utm_source=x")


def left(job: Import) -> list[list[str]]:
    rows = job.records.with_something_left().order_by("number")
    return [[one["words"] for one in row.left] for row in rows]


def test_quoted_words_become_a_claim_with_tags_and_a_conversation(cast, article):
    job = bring(cast, note())

    claim = Claim.objects.get()
    anchor = claim.anchors.get()
    assert (claim.article, claim.statement, claim.stage) == (article, "41 bridges", "open")
    assert (anchor.exact, anchor.state, anchor.revision) == (
        "41 bridges", "exact", article.current_revision,
    )  # fmt: skip
    assert [label.name for label in claim.labels.all()] == ["numbers"]
    assert Comment.objects.get().body == "Is that so?\n\n— ilka, 2024-05-01"
    assert Thread.objects.get().claim == claim
    assert job.counts == {"added": 1, "words_left": 0}


def test_what_cannot_be_placed_is_listed_with_its_words(cast, article):
    job = bring(
        cast, note(), note("nothing like it stands anywhere here", "Where?"),
        note(address="https://example.org/unknown"), note(address=""),
    )  # fmt: skip

    assert left(job) == [
        ["nothing like it stands anywhere here", "Where?"],
        ["41 bridges", "Is that so?"],
        ["41 bridges", "Is that so?"],
    ]
    assert Claim.objects.count() == 1
    assert job.counts["left"] == 3


def test_what_is_left_of_a_note_goes_with_its_article(cast, article):
    job = bring(cast, note(exact="Nobody said so"), note(address="https://example.org/other"))
    assert left(job) == [["Nobody said so", "Is that so?"], ["41 bridges", "Is that so?"]]

    assert [row.article for row in job.records.order_by("number")] == [article, None]


def test_a_note_on_the_page_is_a_conversation_on_the_article(cast, article):
    bring(cast, note("", "Good."))

    thread = Thread.objects.get()
    assert (thread.article, thread.claim, thread.state) == (article, None, "")
    assert not Claim.objects.exists()


def test_words_that_are_a_claim_already_get_the_note(cast, article):
    claim = make_claim(cast, article)

    bring(cast, note())

    assert Claim.objects.get() == claim
    assert Thread.objects.get().claim == claim


def test_the_same_file_again_says_nothing_twice(cast, article):
    bring(cast, note(), note("", "Good."))

    job = bring(cast, note(), note("", "Good."))

    assert job.counts == {"there": 2, "words_left": 0}
    assert (Claim.objects.count(), Comment.objects.count()) == (1, 2)


def test_edited_words_wait_for_a_person(cast, article):
    bring(cast, note("twice as many as in 2018", ""))

    anchor = Anchor.objects.first()
    if anchor:
        assert (anchor.state, anchor.before) == ("changed", "twice as many as in 2018")


def test_an_article_can_be_given(cast):
    article = make_article(cast)
    place = {"type": "TextPositionSelector", "start": 0, "end": 8}
    by_place = note() | {"target": [{"source": "", "selector": place}]}

    bring(cast, note(address="file:///x"), by_place, options={"article": article.pk})

    assert set(Claim.objects.values_list("statement", flat=True)) == {"41 bridges", "Minister"}
    foreign = make_article(cast, desk=cast.other_desk, actor=cast.stranger)
    with pytest.raises(Invalid):
        add(cast, note(), options={"article": foreign.pk})


def test_tags_can_be_left_out(cast, article):
    job = bring(cast, note(), options={"unknown": "leave"})

    assert not Claim.objects.get().labels.exists()
    assert left(job) == [["numbers"]]


def test_articles_of_other_desks_are_not_found(cast):
    make_article(cast, desk=cast.other_desk, actor=cast.stranger, source_url=ADDRESS)

    assert bring(cast, note()).counts["left"] == 1


def test_the_dry_run_places_and_writes_nothing(cast, article):
    job = add(cast, note(), note("gone for good and all", ""), start=False)
    assert run_import.bring_in_this(job.pk)
    shown = Import.objects.get(pk=job.pk).preview

    assert shown["counts"] == {"records": 2, "notes": 2, "claims": 1, "left": 1, "faults": 1}
    assert shown["first"][0]["claims"] == [{"words": "41 bridges", "labels": ["numbers"]}]
    assert not Claim.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_on_a_text_that_is_corrected_meanwhile_a_note_lands_on_the_text_that_stands():
    cast = make_cast()
    article = make_article(cast, source_url=ADDRESS)
    job = add(cast, note())
    correct = partial(
        revisions.revise, actor=cast.editor, article_id=article.pk, text="Corrected. " + TEXT,
        kind="correction", seen_version=None,
    )  # fmt: skip
    for answer in race(correct, lambda: run_import.bring_in_this(job.pk)):
        assert not isinstance(answer, Exception), answer

    article.refresh_from_db()
    anchor = Claim.objects.get().anchors.get()
    assert anchor.revision == article.current_revision
    assert anchor.start == TEXT.index("41 bridges") + len("Corrected. ")
