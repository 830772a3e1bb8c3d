"""Merges of two kinds: asked for by people, and taken back whole."""

import pytest

from annotations.errors import TwoKinds, WrongState
from annotations.models import Alias, Entity, Mention
from annotations.services.entities import entities, mentions, revert
from annotations.services.entities import merge as entity_merge
from annotations.tagging.similarity.suggest import blocks
from tests.names import make_article_naming, make_entity, names_of
from tests.services.entities.test_merge import state


@pytest.fixture
def port(cast) -> Entity:
    """A person by mistake, with a name more, named in two articles."""
    for _ in range(2):
        make_article_naming(cast, "Port Karsk", "Ole Brandt")
    person = Entity.objects.get(name="Port Karsk")
    entities.add_alias(actor=cast.checker, entity_id=person.pk, name="Karsk Port")
    return person


@pytest.fixture
def place(cast) -> Entity:
    return make_entity(cast.desk, "Port Karsk", label="PLACE")


def merge(cast, source, target):
    return entity_merge.merge(
        actor=cast.checker, source_id=source.pk, target_id=target.pk, across_kinds=True
    )


def test_two_kinds_are_a_question_first(cast, port, place):
    with pytest.raises(TwoKinds, match=r"“Port Karsk”: Person. “Port Karsk”: Place") as asked:
        entity_merge.merge(actor=cast.checker, source_id=port.pk, target_id=place.pk)
    assert (asked.value.field, asked.value.entity_id) == ("into", port.pk)


def test_names_and_mentions_take_the_kind_that_stays(cast, port, place):
    merge(cast, port, place)

    assert names_of(place) == ["Karsk Port", "Port Karsk"]
    assert set(Alias.objects.filter(entity=place).values_list("label", flat=True)) == {"PLACE"}
    alias = Alias.objects.get(name="Karsk Port")
    assert alias.blocks == blocks("Karsk Port", "PLACE")
    assert list(Mention.objects.filter(entity=place).values_list("label", flat=True)) == [
        "PLACE", "PLACE",
    ]  # fmt: skip
    port.refresh_from_db()
    assert (port.merged_into, port.label) == (place, "PERSON")
    assert list(Entity.objects.standing().matching("port")) == [place]


def test_an_undone_merge_of_two_kinds_leaves_everything_as_it_was(cast, port, place):
    mention = Mention.objects.filter(entity=port).first()
    mentions.edit(actor=cast.checker, mention_id=mention.pk, seen_version=None, state="rejected")
    before = state()
    move = merge(cast, port, place)
    mention.refresh_from_db()
    assert (mention.label, mention.state) == ("PERSON", "rejected")
    revert.undo(actor=cast.checker, move_id=move.pk)

    assert state() == before
    assert set(Entity.objects.standing().matching("port")) == {port, place}


def test_words_that_have_the_kind_already_lose_the_link_until_it_is_taken_back(cast, port, place):
    mention = Mention.objects.filter(entity=port).first()
    Mention.objects.create(
        article_id=mention.article_id, desk=cast.desk, revision_id=mention.revision_id,
        start=mention.start, end=mention.end, exact=mention.exact, label="PLACE",
        origin=mention.origin, entity=place,
    )  # fmt: skip
    before = state()
    move = merge(cast, port, place)
    mention.refresh_from_db()
    assert (mention.label, mention.entity) == ("PERSON", None)
    revert.undo(actor=cast.checker, move_id=move.pk)

    assert state() == before


def test_mentions_that_came_since_go_back_with_their_name_and_kind(cast, port, place):
    move = merge(cast, port, place)
    for name in ("Karsk Port", "Port Karsk"):
        make_article_naming(cast, name, label="PLACE")
    assert Mention.objects.filter(entity=place).count() == 4
    revert.undo(actor=cast.checker, move_id=move.pk)

    came = Mention.objects.filter(entity=port).order_by("pk").values_list("exact", "label")
    assert list(came) == [("Port Karsk", "PERSON")] * 2 + [("Karsk Port", "PERSON")]
    assert Mention.objects.get(entity=place).label == "PLACE"


def test_it_is_not_taken_back_once_the_name_is_anothers(cast, port, place):
    move = merge(cast, port, place)
    make_entity(cast.desk, "Port Karsk")
    before = state()

    with pytest.raises(WrongState, match="now has the name “Port Karsk”"):
        revert.undo(actor=cast.checker, move_id=move.pk)
    assert state() == before


def test_it_is_not_taken_back_once_the_kind_was_changed(cast, port, place):
    move = merge(cast, port, place)
    entities.edit(actor=cast.checker, entity_id=place.pk, seen_version=None, label="ORG")

    with pytest.raises(WrongState, match="have changed"):
        revert.undo(actor=cast.checker, move_id=move.pk)


def test_chains_over_kinds_are_undone_from_the_end(cast, port, place):
    ole = Entity.objects.get(name="Ole Brandt")
    before = state()
    first = entity_merge.merge(actor=cast.checker, source_id=ole.pk, target_id=port.pk)
    second = merge(cast, port, place)
    assert {one.label for one in Alias.objects.filter(entity=place)} == {"PLACE"}
    for move in (second, first):
        revert.undo(actor=cast.checker, move_id=move.pk)

    assert state() == before


def test_a_merge_of_many_mentions_asks_no_more_questions(
    cast, port, place, django_assert_max_num_queries
):
    for _ in range(5):
        make_article_naming(cast, "Port Karsk")
    with django_assert_max_num_queries(45):
        move = merge(cast, port, place)
    with django_assert_max_num_queries(45):
        revert.undo(actor=cast.checker, move_id=move.pk)
