"""Lines become leaves once, in order, and none is left out."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connections

from annotations.models import Desk, Event, Head, Seal, User
from annotations.models.sealing import HOUSE
from annotations.trail.heads import NOTHING, check
from annotations.trail.leaf import leaf_hash
from annotations.work.sealing.seals import CannotSeal, seal
from tests.factory import make_claim
from tests.models.refused_by_database import refused

from .conftest import KEY, KEYS

pytestmark = pytest.mark.owner

LATE = """
INSERT INTO annotations_desk (name, slug, created_at, updated_at)
VALUES ('Late', 'late', now(), now())
"""


def test_every_line_is_a_leaf_of_the_tree_of_its_desk(trail):
    seals = {one.event_id: one for one in Seal.objects.all()}
    for event in Event.objects.all():
        seal_of_it = seals.pop(event.pk)
        assert seal_of_it.tree == (event.desk_id or HOUSE)
        assert bytes(seal_of_it.leaf) == leaf_hash(event.as_line())
    assert not seals
    assert {one.tree for one in Seal.objects.all()} >= {HOUSE, trail.desk_id}


def test_heads_are_signed_and_each_names_the_one_before(trail):
    previous = NOTHING
    for number, head in enumerate(Head.objects.order_by("number"), 1):
        signed = head.signed()
        check(signed, KEYS)
        assert (signed.number, signed.previous) == (number, previous)
        previous = signed.link()
    assert number > 4


def test_where_nothing_came_there_is_no_new_head(trail):
    assert seal(KEY) == []


def test_one_head_of_each_tree_seals_what_was_there_before(cast):
    make_claim(cast)
    heads = seal(KEY)
    assert sum(head.size for head in heads) == Event.objects.count()
    assert {head.tree for head in heads} == {HOUSE, *Desk.objects.values_list("pk", flat=True)}


def test_nothing_is_built_on_a_head_that_was_changed(trail, tamper, cast):
    tamper(
        "UPDATE annotations_head SET size = size + 1 WHERE number = (SELECT max(number) FROM annotations_head)"
    )
    make_claim(cast)
    with pytest.raises(CannotSeal, match="does not fit"):
        seal(KEY)


def test_nothing_is_built_on_another_tree(trail, tamper, cast):
    tamper("UPDATE annotations_head SET edge = '\\x00'")
    make_claim(cast)
    with pytest.raises(CannotSeal, match="cannot go on"):
        seal(KEY)


def test_another_key_goes_on_where_the_first_ended(trail, cast):
    make_claim(cast)
    [head, *_] = seal(Ed25519PrivateKey.generate())
    assert head.previous == Head.objects.get(number=head.number - 1).signed().link()
    assert head.key not in KEYS


def test_seals_and_heads_are_neither_changed_nor_deleted(trail):
    for model, change in ((Seal, {"index": 9_999}), (Head, {"size": 9_999})):
        with refused("append-only"):
            model.objects.update(**change)
        with refused("append-only"):
            model.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_a_line_that_is_committed_after_younger_ones_is_sealed_too():
    """The search begins above a floor, which no open transaction can still write below."""
    late = connections.create_connection("default")
    try:
        late.set_autocommit(False)
        with late.cursor() as cursor:
            cursor.execute(LATE)
        for name in ("one", "two", "three"):
            User.objects.create_user(name)
            seal(KEY)
        assert Head.objects.newest().floor == 0
        late.commit()
    finally:
        late.close()
    held_back = Event.objects.get(table="desk", new__slug="late")
    assert held_back.pk < Event.objects.filter(table="user").order_by("pk")[0].pk

    User.objects.create_user("four")
    seal(KEY)
    assert Seal.objects.filter(event_id=held_back.pk).exists()
    for name in ("five", "six"):
        User.objects.create_user(name)
        seal(KEY)
    assert Head.objects.newest().floor > held_back.pk
    assert Seal.objects.count() == Event.objects.count()
