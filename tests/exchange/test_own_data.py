"""What is held about a person: all that points at them, and no secret."""

import json

import pytest
from django.db.models import ForeignKey

from annotations.exchange import own_data
from annotations.models import User
from annotations.services.accounts import tokens
from tests import factory
from tests.services.accounts.test_invitations import invite


def told(person: User) -> dict:
    return json.loads(b"".join(own_data.Document(person)))


@pytest.fixture
def claim(cast):
    claim = factory.make_claim(cast)
    factory.make_evidence(cast, claim, note="Look at page 4")
    factory.make_proposal(cast, claim)
    return claim


def test_it_holds_the_profile_what_they_wrote_and_each_change(cast, claim):
    secret = tokens.create(actor=cast.checker, user=cast.checker, name="script")
    found = told(cast.checker)

    assert found["profile"]["username"] == "checker"
    assert [one["role"] for one in found["memberships"]] == ["checker"]
    assert [one["name"] for one in found["tokens"]] == ["script"]
    by_kind = {(one["kind"], one.get("as")): one for one in found["records"]}
    assert by_kind["evidence", "created_by"]["note"] == "Look at page 4"
    assert by_kind["assessment", "author"]["rationale"] == "Page 4 says so."
    assert by_kind["event", None]["at"]
    assert secret not in json.dumps(found)
    assert cast.checker.password not in json.dumps(found)


def test_it_holds_nothing_of_others(cast, claim):
    User.objects.filter(pk=cast.stranger.pk).update(email="new@example.org")
    invite(cast)
    everything = json.dumps(told(cast.stranger))
    for words in ("new@example.org", "Look at page 4", "Page 4 says so", "reporter", "41 bridges"):
        assert words not in everything


def test_every_word_that_is_told_is_a_column():
    pointing = {
        (model._meta.model_name, field.name): model for model, field in own_data._pointing()
    }
    for key, words in own_data.WORDS.items():
        names = {one.name for one in pointing[key]._meta.concrete_fields}
        assert set(words) <= names, key
    assert all(isinstance(field, ForeignKey) for _model, field in own_data._pointing())


def test_a_line_break_in_what_somebody_wrote_breaks_nothing(cast, claim):
    factory.make_evidence(cast, claim, note='one\ntwo "three" \\ \u2028 four')
    notes = {one.get("note") for one in told(cast.checker)["records"]}
    assert any(note and note.startswith("one\ntwo") for note in notes)
