"""A claim that was deleted comes back; what was on one that is gone does not."""

import pytest

from annotations.errors import WrongState
from annotations.models import Claim, Event, Thread, Watch, request_id
from annotations.services.claims import claims, evidence, links, watching
from annotations.services.comments import threads
from annotations.services.undo import undo
from tests import factory


def as_request(name, verb, **given):
    token = request_id.set(name)
    try:
        return verb(**given)
    finally:
        request_id.reset(token)


@pytest.fixture
def claim(cast):
    return factory.make_claim(cast)


def gone(cast, claim):
    claim.refresh_from_db()
    as_request(
        "gone", claims.delete, actor=cast.editor, claim_id=claim.pk, seen_version=claim.version
    )


def test_a_claim_that_somebody_watches_comes_back(cast, claim):
    watching.watch(actor=cast.checker, claim_id=claim.pk)
    gone(cast, claim)

    undo.undo(actor=cast.editor, request="gone")

    assert Claim.objects.filter(pk=claim.pk).exists()
    assert Watch.objects.filter(claim=claim.pk, person=cast.checker).exists()
    again = Event.objects.order_by("-pk").first().request
    undo.undo(actor=cast.editor, request=again)
    assert not Claim.objects.filter(pk=claim.pk).exists()


def test_a_claim_that_was_talked_about_comes_back(cast, claim):
    threads.on_claim(actor=cast.checker, claim_id=claim.pk, body="Is this so?")
    gone(cast, claim)

    undo.undo(actor=cast.editor, request="gone")

    assert Thread.objects.get().claim_id == claim.pk


def test_evidence_of_a_claim_that_is_gone_does_not_come_back(cast, claim):
    row = factory.make_evidence(cast, claim)
    as_request(
        "evidence", evidence.remove, actor=cast.editor, evidence_id=row.pk, seen_version=row.version
    )
    gone(cast, claim)

    with pytest.raises(WrongState):
        undo.undo(actor=cast.editor, request="evidence")


def test_a_link_to_a_claim_that_is_gone_does_not_come_back(cast, claim):
    other = factory.make_claim(cast, claim.article, words="twice as many")
    link = links.add(actor=cast.editor, claim_id=claim.pk, other_id=other.pk, kind="same")
    as_request("link", links.remove, actor=cast.editor, link_id=link.pk)
    gone(cast, other)

    with pytest.raises(WrongState):
        undo.undo(actor=cast.editor, request="link")
