"""Many articles at once, each once however often they are sent."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.errors import Invalid, NotAllowed, Unreadable
from annotations.models import Anchor, Article, Claim, Mention, Revision, TaggingRun
from annotations.services.articles import bulk
from annotations.services.articles.bulk import Incoming
from tests.cast import make_cast


def drafts(number=3, text="Ilka Varn counted {} bridges.", **given):
    return [
        bulk.draft_of(Incoming(headline=f"Article {i}", text=text.format(i), **given))
        for i in range(number)
    ]


def test_what_was_sent_twice_is_stored_once(cast):
    first = bulk.add(actor=cast.reporter, desk=cast.desk, drafts=drafts())
    again = bulk.add(actor=cast.reporter, desk=cast.desk, drafts=drafts(4))

    assert again[:3] == first
    assert Article.objects.count() == 4
    assert TaggingRun.objects.filter(priority=TaggingRun.Priority.BULK).count() == 4


def test_an_article_twice_in_one_sending_is_stored_once(cast):
    ids = bulk.add(actor=cast.reporter, desk=cast.desk, drafts=drafts(1) + drafts(1))

    assert ids == [Article.objects.get().pk] * 2


def test_another_headline_or_desk_is_another_article(cast):
    [draft] = drafts(1)
    bulk.add(actor=cast.reporter, desk=cast.desk, drafts=[draft])
    bulk.add(actor=cast.stranger, desk=cast.other_desk, drafts=drafts(1))
    draft = drafts(1)[0]
    draft.headline = "Another"
    bulk.add(actor=cast.reporter, desk=cast.desk, drafts=[draft])

    assert Article.objects.count() == 3


def test_spans_count_the_text_as_sent_and_land_on_the_same_words(cast):
    text = "Cafe\u0301 by Ilka Varn.\r\nIt counted 41 bridges."
    claim, name = text.index("It counted"), text.index("Ilka")
    draft = bulk.draft_of(
        Incoming(
            headline="A",
            text=text,
            claims=[{"start": claim, "end": len(text)}],
            mentions=[{"start": name, "end": name + 9, "label": "PERSON"}],
        )
    )
    bulk.add(actor=cast.reporter, desk=cast.desk, drafts=[draft])

    assert Claim.objects.get().anchors.get().exact == "It counted 41 bridges."
    assert Mention.objects.get().exact == "Ilka Varn"
    assert Mention.objects.get().state == "accepted"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"text": "a\0"}, Unreadable),
        ({"text": ""}, Invalid),
        ({"claims": [{"start": 0, "end": 999}]}, Invalid),
        ({"claims": [{"start": 3, "end": 3}]}, Invalid),
        ({"claims": [{"start": 4, "end": 5}]}, Invalid),
        ({"mentions": [{"start": 0, "end": 4, "label": "THING"}]}, Invalid),
    ],
    ids=["nul", "empty", "outside", "backwards", "blank", "label"],
)
def test_what_cannot_be_stored_is_refused_before_anything_is_written(given, error):
    with pytest.raises(error):
        bulk.draft_of(Incoming(**{"headline": "A", "text": "Ilka Varn"} | given))


def test_languages_that_nobody_says_are_told_for_all_texts_at_once(cast, monkeypatch):
    told = []
    monkeypatch.setattr(bulk, "detect_all", lambda texts: told.append(texts) or ["de"] * len(texts))
    said = drafts(1, "Some {} bridges.", about={"language": "uk"})
    bulk.add(actor=cast.reporter, desk=cast.desk, drafts=[*drafts(2), *said])
    bulk.add(actor=cast.reporter, desk=cast.desk, drafts=drafts(2))

    assert [len(texts) for texts in told] == [2, 0]
    languages = Article.objects.order_by("pk").values_list("language", flat=True)
    assert list(languages) == ["de", "de", "uk"]


def test_viewers_import_nothing(cast):
    with pytest.raises(NotAllowed):
        bulk.add(actor=cast.viewer, desk=cast.desk, drafts=drafts())


def test_a_hundred_articles_take_as_many_statements_as_ten(cast):
    def statements(number, text):
        many = drafts(number, text, claims=[{"start": 0, "end": 4}])
        with CaptureQueriesContext(connection) as taken:
            bulk.add(actor=cast.reporter, desk=cast.desk, drafts=many)
        return len(taken)

    few = statements(10, "Some bridges: {}")

    assert statements(100, "Many bridges: {}") <= few


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_batch_at_once_store_it_once():
    cast = make_cast()
    start = threading.Barrier(4)
    answers = []

    def send():
        start.wait()
        answers.append(bulk.add(actor=cast.reporter, desk=cast.desk, drafts=drafts(20)))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 4
    assert all(answer == answers[0] for answer in answers)
    assert Article.objects.count() == 20


def test_hidden_bytes_in_a_text_move_no_span_and_are_kept_beside_it(cast):
    hidden = "\ufeff" + "\ufe01" * 300_000
    text = f"The quay opens{hidden} on 1 March and costs 12 million.{hidden}"
    start = text.index("1 March")
    row = {"start": start, "end": start + len("1 March")}
    incoming = bulk.Incoming("Quay", text, claims=[row])
    [article] = bulk.add(actor=cast.reporter, desk=cast.desk, drafts=[bulk.draft_of(incoming)])

    revision = Revision.objects.get(article=article)
    assert revision.text == "The quay opens on 1 March and costs 12 million."
    assert bytes(revision.hidden) == b"\x01" * 600_000
    assert Anchor.objects.get(revision=revision).exact == "1 March"
