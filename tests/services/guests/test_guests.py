"""Guests see what they are shown, answer once, and are nobody's second pair of eyes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from annotations.errors import Invalid, NotAllowed, NotFound, WrongState
from annotations.models import Event, GuestLink
from annotations.services.claims import claims
from annotations.services.guests import guests
from tests import factory


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


@pytest.fixture
def claim(cast, article):
    return factory.make_claim(cast, article)


def invite(cast, claim, actor=None, **given) -> guests.Made:
    given = {"guest": "Dr Advocat", "action": "confirm", "claim_ids": [claim.pk]} | given
    return guests.invite(actor=actor or cast.checker, article_id=claim.article_id, **given)


def test_what_is_shown_stays_as_it_was(cast, claim):
    secret = invite(cast, claim).secret
    claims.edit(
        actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="Something else"
    )
    shown = guests.opened(secret=secret)

    assert [one["statement"] for one in shown.claims] == [claim.statement]
    assert shown.claims[0]["words"][0][1] == "41 bridges"


def test_the_secret_is_kept_nowhere(cast, claim):
    made = invite(cast, claim)
    made.link.refresh_from_db()

    assert made.secret not in str(vars(made.link))
    told = Event.objects.get(table="guestlink", object_id=made.link.pk)
    assert made.secret not in str(told.new)
    assert made.link.digest not in str(told.new)


def test_every_use_is_in_the_trail(cast, claim):
    made = invite(cast, claim)
    for _ in range(2):
        guests.opened(secret=made.secret)
        guests.opened(secret=made.secret)  # The same opening: within a minute.
        GuestLink.objects.update(opened_at=Now() - 2 * guests.ONE_OPENING)
    guests.answer(secret=made.secret, answer="objected", words="The sum is wrong.")

    told = Event.objects.of_row("guestlink", made.link.pk).filter(action="U")
    assert [event.new.get("openings") for event in told] == [1, 2, None]
    assert told.last().new["words"] == "The sum is wrong."
    assert {event.actor_id for event in told} == {None}


def test_an_answer_is_given_once(cast, claim):
    secret = invite(cast, claim).secret
    guests.answer(secret=secret, answer="confirmed")
    with pytest.raises(WrongState):
        guests.answer(secret=secret, answer="objected", words="On second thoughts.")
    assert GuestLink.objects.get().answer == "confirmed"


def test_a_guest_changes_neither_claim_nor_verdict(cast, claim):
    proposal = factory.make_proposal(cast, claim)
    before = (claim.__class__.objects.values().get(), proposal.__class__.objects.values().get())
    secret = invite(cast, claim).secret
    guests.answer(secret=secret, answer="confirmed")

    assert (
        claim.__class__.objects.values().get(),
        proposal.__class__.objects.values().get(),
    ) == before


@pytest.mark.parametrize(
    ("action", "answer", "words", "field"),
    [
        ("comment", "confirmed", "", "answer"),
        ("confirm", "commented", "Well", "answer"),
        ("confirm", "approved", "", "answer"),
        ("confirm", "objected", " ", "words"),
        ("comment", "commented", "", "words"),
        ("comment", "commented", "x" * 10_001, "words"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(cast, claim, action, answer, words, field):
    secret = invite(cast, claim, action=action).secret
    with pytest.raises(Invalid) as refusal:
        guests.answer(secret=secret, answer=answer, words=words)
    assert refusal.value.field == field


@pytest.mark.parametrize("why", ["guessed", "expired", "revoked", "deleted"])
def test_a_link_that_leads_nowhere_leads_nowhere(cast, claim, why):
    made = invite(cast, claim)
    secret = made.secret
    if why == "guessed":
        secret = GuestLink.new_secret()
    elif why == "expired":
        GuestLink.objects.update(expires_at=Now() - timedelta(seconds=1))
    elif why == "revoked":
        guests.revoke(actor=cast.editor, link_id=made.link.pk)
    else:
        GuestLink.objects.all().delete()
    with pytest.raises(NotFound):
        guests.opened(secret=secret)
    with pytest.raises(NotFound):
        guests.answer(secret=secret, answer="confirmed")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"guest": " "}, "guest"),
        ({"guest": "x" * 201}, "guest"),
        ({"action": "approve"}, "action"),
        ({"days": 0}, "days"),
        ({"days": 61}, "days"),
        ({"claim_ids": []}, "claims"),
        ({"claim_ids": [987654321]}, "claims"),
        ({"message": "x" * 10_001}, "message"),
    ],
)
def test_bad_input_is_refused_beside_its_field(cast, claim, given, field):
    with pytest.raises(Invalid) as refusal:
        invite(cast, claim, **given)
    assert refusal.value.field == field


def test_claims_of_another_article_are_not_shown(cast, claim):
    other = factory.make_claim(cast, factory.make_article(cast, text="We saw 41 bridges."))
    with pytest.raises(Invalid):
        invite(cast, claim, claim_ids=[claim.pk, other.pk])


@pytest.mark.parametrize(
    ("name", "error"), [("viewer", NotAllowed), ("reporter", NotAllowed), ("stranger", NotFound)]
)
def test_others_may_not_invite_or_revoke(cast, claim, name, error):
    made = invite(cast, claim)
    with pytest.raises(error):
        invite(cast, claim, cast.by_role(name))
    with pytest.raises(error):
        guests.revoke(actor=cast.by_role(name), link_id=made.link.pk)


def test_revoking_twice_is_refused(cast, claim):
    made = invite(cast, claim)
    guests.revoke(actor=cast.checker, link_id=made.link.pk)
    with pytest.raises(WrongState):
        guests.revoke(actor=cast.checker, link_id=made.link.pk)


@pytest.mark.parametrize(
    "columns",
    [
        {"action": "approve"},
        {"answer": "confirmed"},
        {"answer": "commented", "answered_at": "2026-01-01T00:00:00Z"},
    ],
)
def test_the_database_refuses_what_cannot_be(cast, claim, columns):
    invite(cast, claim)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuestLink.objects.update(**columns)
