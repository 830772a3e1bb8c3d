"""What the database holds of names: rules, pairs, moves, quotations, suggestions."""

import pytest
from django.db import connection

from annotations.models import (
    Desk,
    Entity,
    EntityMove,
    EntityPair,
    Event,
    Quotation,
    StyleWord,
    Suggestion,
    TaggingRule,
)
from tests.factory import make_article, make_claim

from .refused_by_database import refused


@pytest.fixture
def two(cast):
    names = ("Zelenskiy", "Zelenskyy")
    return [Entity.objects.create(desk=cast.desk, name=name, label="PERSON") for name in names]


def rule(cast, **columns):
    given = {"kind": "never", "name": "Spring", "key": "spring"} | columns
    return TaggingRule.objects.create(desk=cast.desk, **given)


def test_a_desk_has_one_rule_a_name(cast):
    rule(cast)
    with refused("tagging_rule_once"):
        rule(cast, kind="always", label="ORG")


@pytest.mark.parametrize("columns", [{"kind": "always"}, {"kind": "never", "label": "ORG"}])
def test_a_rule_has_a_label_when_it_tags_and_none_when_it_does_not(cast, columns):
    with refused("tagging_rule_label"):
        rule(cast, **columns)


def test_a_rule_is_in_the_audit_trail(cast):
    made = rule(cast)
    assert Event.objects.get(table="taggingrule", object_id=made.pk).new["name"] == "Spring"


def test_a_style_word_stands_once(cast):
    StyleWord.objects.create(desk=cast.desk, word="Junta", key="junta")
    with refused("style_word_once"):
        StyleWord.objects.create(desk=cast.desk, word="junta", key="junta")


def test_a_pair_is_known_in_one_order_only(cast, two):
    with refused("entity_pair_in_order"):
        EntityPair.objects.create(
            desk=cast.desk, first=two[1], second=two[0], score=1, reason="spelling"
        )


def test_pairs_of_merged_entities_do_not_wait(cast, two):
    EntityPair.objects.create(
        desk=cast.desk, first=two[0], second=two[1], score=1, reason="spelling"
    )
    assert EntityPair.objects.waiting().count() == 1
    Entity.objects.filter(pk=two[1].pk).update(merged_into=two[0])
    assert EntityPair.objects.waiting().count() == 0


def test_nothing_moves_from_an_entity_to_itself(cast, two):
    with refused("entity_move_between_two"):
        EntityMove.objects.create(desk=cast.desk, kind="merge", source=two[0], target=two[0])


def test_a_quotation_has_the_words_of_its_place(cast):
    article = make_article(cast)
    with refused("differ from the text"):
        Quotation.objects.create(
            article=article, revision_id=article.current_revision_id, desk=cast.desk,
            start=0, end=4, exact="xxxx", kind="direct", form="quote", rule="none", origin="test",
        )  # fmt: skip


def test_rates_count_what_people_decided_on_their_desk(cast):
    article = make_article(cast)
    for outcome in ("accepted", "accepted", "dismissed", "waiting"):
        claim = make_claim(cast, article)
        Suggestion.objects.create(
            claim=claim, desk=cast.desk, rule="number", reason="number", score=1,
            origin="test", outcome=outcome,
        )  # fmt: skip
    assert Suggestion.objects.decided_counts(cast.desk.pk) == {"number": (2, 3)}
    assert Suggestion.objects.decided_counts(0) == {}


def test_a_desk_cannot_be_flooded_with_suggestions(cast):
    with refused("desk_suggestions_in_reason"):
        Desk.objects.filter(pk=cast.desk.pk).update(suggestions_per_hundred=100)


def test_a_worker_of_the_version_before_still_reports(cast):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO annotations_workerheartbeat (name) VALUES ('old')")
