"""Checks by others: added by hand, of one claim or for all, removed, and going where it goes."""

import pytest
from django.db import IntegrityError, transaction

from annotations.errors import Invalid, NotAllowed, NotFound, Stale
from annotations.models import Claim, Event, ExternalCheck, Role, request_id
from annotations.services.accounts import desks
from annotations.services.claims import external_checks, joining
from annotations.services.transfers import copying, move
from annotations.services.undo import undo
from tests.factory import make_article, make_claim

URL = "https://facts.example/1"


@pytest.fixture
def claim(cast):
    return make_claim(cast, statement="The report counted 41 bridges")


def add(cast, claim: Claim | None = None, **given) -> ExternalCheck:
    actor = given.pop("actor", cast.checker)
    claim_id = claim.pk if claim else None
    about = {"url": URL, "rating": "False", "licence": "CC BY 4.0"} | given
    return external_checks.add(actor=actor, desk=cast.desk, claim_id=claim_id, about=about)


def test_what_is_not_said_is_the_claim_and_the_host(cast, claim):
    row = add(cast, claim)

    assert (row.claim_text, row.publisher) == ("The report counted 41 bridges", "facts.example")
    assert (row.rating, row.licence, row.claim, row.desk) == (
        "False",
        "CC BY 4.0",
        claim,
        cast.desk,
    )
    assert row.terms
    told = Event.objects.get(table="externalcheck", object_id=row.pk)
    assert (told.actor_id, told.claim_id, told.desk_id) == (cast.checker.pk, claim.pk, cast.desk.pk)


def test_a_check_is_of_a_claim_once_and_of_a_desk_once(cast, claim):
    add(cast, claim)
    add(cast, claim_text=claim.statement)
    for given in ({"claim": claim}, {"claim_text": claim.statement}):
        with pytest.raises(Invalid) as caught:
            add(cast, **given)
        assert caught.value.field == "address"
    with pytest.raises(IntegrityError), transaction.atomic():
        ExternalCheck.objects.filter(claim=claim).update(claim=None)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"url": ""}, "address"),
        ({"url": "javascript:alert(1)"}, "address"),
        ({"publisher_url": "ftp://x"}, "publisher_address"),
        ({"appearances": ["x"]}, "appearances"),
        ({"rating": "x" * 201}, "rating"),
        ({"justification": "x" * 20_001}, "justification"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(cast, claim, given, field):
    with pytest.raises(Invalid) as caught:
        add(cast, claim, **given)
    assert caught.value.field == field
    with pytest.raises(Invalid):
        add(cast)


def test_one_removes_ones_own_and_an_editor_any(cast, claim):
    mine, other = add(cast, claim), add(cast, claim, actor=cast.editor, url=f"{URL}/b")
    with pytest.raises(NotAllowed):
        add(cast, claim, actor=cast.reporter, url=f"{URL}/c")
    with pytest.raises(NotFound):
        add(cast, claim, actor=cast.stranger, url=f"{URL}/c")
    with pytest.raises(NotAllowed):
        external_checks.remove(actor=cast.checker, check_id=other.pk, seen_version=None)
    with pytest.raises(Stale):
        external_checks.remove(actor=cast.checker, check_id=mine.pk, seen_version=7)

    external_checks.remove(actor=cast.checker, check_id=mine.pk, seen_version=1)
    external_checks.remove(actor=cast.editor, check_id=other.pk, seen_version=1)

    assert not ExternalCheck.objects.exists()


def test_what_was_removed_comes_back_and_is_found_again(cast, claim):
    row = add(cast, claim)
    terms = row.terms
    token = request_id.set("removed")
    external_checks.remove(actor=cast.checker, check_id=row.pk, seen_version=None)
    request_id.reset(token)

    undo.undo(actor=cast.checker, request="removed")

    again = ExternalCheck.objects.get(pk=row.pk)
    assert (again.claim, again.url, again.terms) == (claim, URL, terms)


def test_who_added_one_may_undo_that(cast, claim):
    token = request_id.set("added")
    add(cast, claim)
    request_id.reset(token)

    undo.undo(actor=cast.checker, request="added")

    assert not ExternalCheck.objects.exists()


def test_it_goes_with_its_claim_to_another_one_and_to_another_desk(cast):
    article = make_article(cast)
    claim = make_claim(cast, article=article)
    other = make_claim(cast, article=article, words="bridges in need")
    add(cast, other)
    joining.merge(actor=cast.checker, claim_id=claim.pk, other_id=other.pk)
    assert claim.external_checks.get().desk == cast.desk

    desks.set_role(actor=cast.admin, desk=cast.other_desk, user=cast.editor, role=Role.CHECKER)
    copying.copy(actor=cast.editor, article_id=article.pk, desk_id=cast.other_desk.pk)
    assert ExternalCheck.objects.filter(desk=cast.other_desk, claim__desk=cast.other_desk).exists()
    move.move(actor=cast.editor, article_id=article.pk, desk_id=cast.other_desk.pk)
    assert claim.external_checks.get().desk == cast.other_desk
