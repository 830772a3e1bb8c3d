"""Somebody who left is forgotten; what they did stays, of a former member."""

import pytest
from django.contrib.sessions.models import Session

from annotations.errors import Invalid, NotAllowed
from annotations.models import Event, Membership, Token, User
from annotations.services.accounts import tokens
from annotations.services.redaction import execution, requests
from tests.factory import make_checked_claim

from .planting import leaves, where

pytestmark = pytest.mark.owner
SAID = {"kind": "person", "reason": "She asked for it.", "basis": "GDPR, Article 17"}


@pytest.fixture
def leaver(cast):
    person = cast.checker
    person.username, person.email = "qvzhanna", "qvzhanna@example.org"
    person.display_name, person.first_name = "Hanna Qvzwit", "Qvzwit"
    person.save()
    tokens.create(actor=person, user=person, name="phone of qvzhanna")
    return person


def forget(cast, person):
    row = requests.request(actor=cast.admin, object_id=person.pk, **SAID)
    return execution.carry_out(row.pk)


def test_the_person_is_gone_and_their_work_stays(cast, leaver, sign_in):
    claim = make_checked_claim(cast)
    sign_in(leaver)
    before = leaves()

    row = forget(cast, leaver)

    assert row.state == "done", row.problem
    assert where("qvzhanna") | where("qvzwit") == set()
    person = User.objects.get(pk=leaver.pk)
    assert str(person) == f"Former member {leaver.pk}"
    assert (person.email, person.is_active, person.has_usable_password()) == ("", False, False)
    assert claim.assessments.get().author == person
    assert not Membership.objects.filter(user=person).exists()
    assert not Token.objects.filter(user=person).exists()
    assert not Session.objects.exists()
    assert {pk: leaves()[pk] for pk in before} == before
    assert Event.objects.filter(actor_id=leaver.pk).exists()


def test_nobody_is_forgotten_twice(cast, leaver):
    forget(cast, leaver)
    with pytest.raises(Invalid, match="already"):
        forget(cast, leaver)


def test_neither_oneself_nor_the_last_administrator(cast):
    with pytest.raises(NotAllowed, match="yourself"):
        forget(cast, cast.admin)
    other = User.objects.create_superuser("other", password="correct horse battery")
    User.objects.filter(pk=cast.admin.pk).update(is_active=False)
    with pytest.raises(NotAllowed):
        requests.request(actor=cast.admin, object_id=other.pk, **SAID)
