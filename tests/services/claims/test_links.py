"""Claims linked by hand: once per pair and kind, both ways, of one desk, and undone."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound
from annotations.models import Claim, ClaimLink, Event, request_id
from annotations.services.claims import links
from annotations.services.undo import undo
from tests.factory import make_article, make_claim
from tests.models.refused_by_database import refused


@pytest.fixture
def two(cast) -> tuple[Claim, Claim]:
    article = make_article(cast)
    return make_claim(cast, article), make_claim(cast, article, words="Ilka Varn")


def test_a_link_that_holds_both_ways_is_stored_once(cast, two):
    first, second = two
    made = links.add(actor=cast.reporter, claim_id=second.pk, other_id=first.pk, kind="same")
    again = links.add(actor=cast.checker, claim_id=first.pk, other_id=second.pk, kind="same")
    assert (made.pk, made.claim_id, made.other_id) == (again.pk, first.pk, second.pk)


def test_what_follows_from_what_keeps_its_direction(cast, two):
    first, second = two
    made = links.add(actor=cast.reporter, claim_id=second.pk, other_id=first.pk, kind="follows")
    assert (made.claim_id, made.other_id) == (second.pk, first.pk)
    links.add(actor=cast.reporter, claim_id=second.pk, other_id=first.pk, kind="contradicts")
    assert ClaimLink.objects.of(first).count() == ClaimLink.objects.of(second).count() == 2


def test_what_cannot_be_linked(cast, two):
    first, second = two
    foreign_article = make_article(cast, actor=cast.stranger, desk=cast.other_desk)
    foreign = make_claim(cast, foreign_article, actor=cast.stranger)
    for other, kind in ((first.pk, "same"), (foreign.pk, "same"), (0, "same"), (second.pk, "like")):
        with pytest.raises(Invalid):
            links.add(actor=cast.checker, claim_id=first.pk, other_id=other, kind=kind)


def test_who_may(cast, two):
    first, second = two
    given = {"claim_id": first.pk, "other_id": second.pk, "kind": "same"}
    for actor, error in ((cast.viewer, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            links.add(actor=actor, **given)
    link = links.add(actor=cast.checker, **given)
    for actor, error in ((cast.viewer, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            links.remove(actor=actor, link_id=link.pk)
    assert not ClaimLink.objects.visible_to(cast.stranger).exists()
    links.remove(actor=cast.reporter, link_id=link.pk)
    with pytest.raises(NotFound):
        links.remove(actor=cast.reporter, link_id=link.pk)


def test_the_trail_tells_of_it_and_undo_takes_it_back(cast, two):
    first, second = two
    token = request_id.set("linking")
    links.add(actor=cast.reporter, claim_id=first.pk, other_id=second.pk, kind="same")
    request_id.reset(token)
    event = Event.objects.filter(table="claimlink").get()
    assert (event.claim_id, event.actor_id) == (first.pk, cast.reporter.pk)
    done = undo.undo(actor=cast.reporter, request="linking")
    assert done.words == "Claims linked"
    assert not ClaimLink.objects.exists()
    undo.undo(actor=cast.reporter, request=done.request)
    assert ClaimLink.objects.get().created_by == cast.reporter


def test_the_database_holds_it_by_itself(cast, two):
    first, second = two
    foreign_article = make_article(cast, actor=cast.stranger, desk=cast.other_desk)
    foreign = make_claim(cast, foreign_article, actor=cast.stranger)
    make = ClaimLink.objects.create
    with refused("claim_link_between_two"):
        make(claim=first, other=first, kind="follows")
    with refused("claim_link_kind_known"):
        make(claim=first, other=second, kind="like")
    with refused("claim_link_both_ways_once"):
        make(claim=second, other=first, kind="same")
    with refused("two claims of a link are of one desk"):
        make(claim=first, other=foreign, kind="follows")
    make(claim=first, other=second, kind="same")
    with refused("claim_link_once"):
        make(claim=first, other=second, kind="same")
