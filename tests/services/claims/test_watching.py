"""Who watches a claim."""

import pytest

from annotations.errors import NotFound
from annotations.models import Watch
from annotations.services.claims import watching
from tests.factory import make_claim


def test_whoever_sees_a_claim_watches_it_once(cast):
    claim = make_claim(cast)
    for _ in range(2):
        watching.watch(actor=cast.viewer, claim_id=claim.pk)

    assert Watch.objects.of(cast.viewer).get().claim == claim
    assert not Watch.objects.of(cast.editor).exists()
    watching.unwatch(actor=cast.viewer, claim_id=claim.pk)
    assert not Watch.objects.exists()


def test_a_stranger_does_not_watch(cast):
    claim = make_claim(cast)
    with pytest.raises(NotFound):
        watching.watch(actor=cast.stranger, claim_id=claim.pk)


def test_who_left_the_desk_hears_of_its_claims_no_longer(cast):
    watching.watch(actor=cast.viewer, claim_id=make_claim(cast).pk)
    cast.viewer.memberships.all().delete()
    del cast.viewer._roles

    assert Watch.objects.filter(person=cast.viewer).exists()
    assert not Watch.objects.of(cast.viewer).exists()
