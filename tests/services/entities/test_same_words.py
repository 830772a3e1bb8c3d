"""The same words follow when a person says what they are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Entity, Event, Mention, TaggingRun
from annotations.models.audit import request_id
from annotations.services.entities import mentions
from annotations.services.undo import undo
from annotations.services.undo.recent import description
from annotations.tagging.found import Found
from annotations.work.tagging import mentions as tagging_mentions
from tests.factory import make_article

WORDS = "Port Karsk"


@pytest.fixture
def article(cast):
    return make_article(cast, text=" and ".join([WORDS] * 4) + " are port Karsk.\n")


def found(article, number: int, words: str = WORDS, **given) -> Mention:
    """What the tagger found at the `number`th place of the words."""
    start = number * len(f"{WORDS} and ")
    return Mention.objects.create(
        article=article,
        desk=article.desk,
        revision=article.current_revision,
        start=start,
        end=start + len(words),
        exact=words,
        **{"label": "PERSON", "origin": "rules/1", "score": 0.5} | given,
    )


def relabel(actor, mention, label="PLACE", **changes):
    given = {"mention_id": mention.pk, "seen_version": None, "label": label}
    return mentions.edit(actor=actor, **given | changes)


def shown() -> list[tuple]:
    rows = Mention.objects.exclude(state="rejected").order_by("start", "pk")
    return list(rows.values_list("label", "state", "origin"))


def test_undecided_mentions_of_the_same_words_follow_and_wait_on(cast, article):
    first, *_ = [found(article, number) for number in range(3)]
    relabel(cast.reporter, first)

    assert shown() == [
        ("PLACE", "accepted", "person"),
        ("PLACE", "suggested", "person"),
        ("PLACE", "suggested", "person"),
    ]
    entity = Entity.objects.get(label="PLACE")
    kept = Mention.objects.exclude(state="rejected")
    assert set(kept.values_list("entity", "version")) == {(entity.pk, 2)}


@pytest.mark.parametrize(
    "other",
    [
        {"state": "accepted"},
        {"state": "rejected"},
        {"label": "ORG"},
        {"words": "Port"},
    ],
    ids=str,
)
def test_what_somebody_decided_and_other_words_or_labels_stay(cast, article, other):
    first, second = found(article, 0), found(article, 1, **other)
    before = Mention.objects.filter(pk=second.pk).values().get()
    relabel(cast.reporter, first)

    assert Mention.objects.filter(pk=second.pk).values().get() == before


def test_a_mention_of_another_article_or_revision_stays(cast, article):
    elsewhere = found(make_article(cast, text=f"{WORDS} left."), 0)
    relabel(cast.reporter, found(article, 0))

    elsewhere.refresh_from_db()
    assert elsewhere.label == "PERSON"


def test_words_that_have_the_label_already_are_not_marked_twice(cast, article):
    first = found(article, 0)
    second, rival = found(article, 1), found(article, 1, label="PLACE", state="rejected")
    relabel(cast.reporter, first)

    assert set(Mention.objects.filter(pk__in=[second.pk, rival.pk]).values_list("label")) == {
        ("PERSON",), ("PLACE",),
    }  # fmt: skip


@pytest.mark.parametrize(
    "changes", [{"label": "PERSON"}, {"state": "rejected"}, {"start": 0, "end": 4}], ids=str
)
def test_who_is_not_said_to_be_something_else_takes_nobody_along(cast, article, changes):
    first, second = found(article, 0), found(article, 1)
    relabel(cast.reporter, first, **changes)

    second.refresh_from_db()
    assert (second.label, second.state, second.version) == ("PERSON", "suggested", 1)


def test_a_label_taken_back_by_hand_takes_them_back(cast, article):
    first, _ = found(article, 0), found(article, 1)
    relabel(cast.reporter, first)
    relabel(cast.reporter, first, "PERSON")

    assert {label for label, *_ in shown()} == {"PERSON"}


def test_the_next_run_leaves_them_as_they_are(cast, article):
    first, _ = found(article, 0), found(article, 1)
    relabel(cast.reporter, first)
    names = [Found(0, 10, "PERSON", WORDS, 0.8, "m/1"), Found(15, 25, "PERSON", WORDS, 0.8, "m/1")]
    before = shown()
    revision = article.current_revision
    wanted = tagging_mentions.wanted({revision: names})
    tagging_mentions.write(wanted, {revision: {}}, "m/1")

    assert shown() == before
    assert not TaggingRun.objects.filter(state="failed").exists()


def test_one_undo_takes_all_back_and_the_step_says_how_many(cast, article):
    rows = [found(article, number) for number in range(4)]
    before = list(Mention.objects.order_by("pk").values("pk", "label", "state", "origin", "score"))
    token = request_id.set("relabel")
    try:
        relabel(cast.reporter, rows[2])
    finally:
        request_id.reset(token)
    words = f"“{WORDS}” and 3 more mentions of these words are now tagged as Place"

    assert description(cast.reporter, "relabel") == words
    undone = undo.undo(actor=cast.reporter, request="relabel")
    assert undone.words == words
    assert before == list(
        Mention.objects.order_by("pk").values("pk", "label", "state", "origin", "score")
    )
    assert not Entity.objects.filter(label="PLACE").exists()


def test_many_cost_as_many_queries_as_one(cast):
    def asked(number: int) -> int:
        article = make_article(cast, text=f"{WORDS} and " * number)
        first, *_ = [found(article, at) for at in range(number)]
        with CaptureQueriesContext(connection) as queries:
            relabel(cast.reporter, first)
        return len(queries)

    asked(2)  # The entity is made once.
    assert asked(2) == asked(40)
    assert Event.objects.filter(table="mention", new__label="PLACE", action="U").count() == 44
