"""Pairs that may be one: confirmed once and known, denied once and never asked again."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import Entity, EntityPair, Mention
from annotations.services.entities import pairs, revert
from tests.names import make_article_naming, make_entity, names_of


@pytest.fixture
def pair(cast) -> EntityPair:
    """Two spellings in two articles."""
    make_article_naming(cast, "Volodymyr Zelenskiy")
    make_article_naming(cast, "Володимир Зеленський")
    return EntityPair.objects.get()


def test_a_confirmed_spelling_is_known_from_then_on(cast, pair):
    move = pairs.confirm(actor=cast.checker, pair_id=pair.pk, into_id=pair.first_id, seen_version=1)
    make_article_naming(cast, "Володимир Зеленський")

    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("same", cast.checker)
    assert names_of(move.target) == ["Volodymyr Zelenskiy", "Володимир Зеленський"]
    assert Mention.objects.filter(entity=pair.first_id).count() == 3
    assert not EntityPair.objects.waiting().exists()


def test_a_denied_pair_is_never_suggested_again(cast, pair):
    pairs.deny(actor=cast.checker, pair_id=pair.pk, seen_version=1)
    make_article_naming(cast, "Volodymyr Zelenskiy", "Володимир Зеленський")

    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("different", cast.checker)
    assert EntityPair.objects.count() == 1


def test_an_undone_merge_asks_again(cast, pair):
    move = pairs.confirm(actor=cast.checker, pair_id=pair.pk, into_id=pair.second_id)
    revert.undo(actor=cast.checker, move_id=move.pk)
    assert list(EntityPair.objects.waiting()) == [pair]


def test_a_denied_pair_may_turn_out_to_be_one(cast, pair):
    pairs.deny(actor=cast.checker, pair_id=pair.pk)
    pairs.confirm(actor=cast.editor, pair_id=pair.pk, into_id=pair.first_id)
    with pytest.raises(WrongState, match="already been merged"):
        pairs.deny(actor=cast.checker, pair_id=pair.pk)


def test_only_one_of_the_two_is_kept(cast, pair):
    third = make_entity(cast.desk, "Ole Brandt")
    with pytest.raises(Invalid):
        pairs.confirm(actor=cast.checker, pair_id=pair.pk, into_id=third.pk)
    assert Entity.objects.standing().count() == 3


@pytest.mark.parametrize(
    ("name", "error"), [("viewer", NotAllowed), ("reporter", NotAllowed), ("stranger", NotFound)]
)
def test_only_checkers_and_editors_decide(name, error, cast, pair):
    actor = cast.by_role(name)
    with pytest.raises(error):
        pairs.confirm(actor=actor, pair_id=pair.pk, into_id=pair.first_id)
    with pytest.raises(error):
        pairs.deny(actor=actor, pair_id=pair.pk)


def test_a_decision_of_somebody_else_is_not_overwritten(cast, pair):
    pairs.deny(actor=cast.editor, pair_id=pair.pk)
    with pytest.raises(Stale):
        pairs.confirm(actor=cast.checker, pair_id=pair.pk, into_id=pair.first_id, seen_version=1)
