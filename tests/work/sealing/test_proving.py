"""A process that proves much reads the older part of the trail once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Head
from annotations.trail import merkle
from annotations.trail.proofs import check_bundle
from annotations.work.sealing import proving
from annotations.work.sealing.proving import CannotProve, prove

from .conftest import KEYS

pytestmark = pytest.mark.owner


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(merkle, "BLOCK", 2)
    proving._known.clear()
    yield
    proving._known.clear()


@pytest.fixture
def head(trail):
    """The newest of the tree in which the claim is."""
    return Head.objects.newest_of(prove(trail.pk)["lines"][0]["tree"])


def test_another_proof_reads_the_rest_and_is_the_same(trail, head):
    bundle = prove(trail.pk)
    assert check_bundle(bundle, KEYS)
    assert head.size > 10
    with CaptureQueriesContext(connection) as queries:
        proving.roots_of_head(head, [], [])
    assert len(queries) == head.size % 2
    assert prove(trail.pk) == bundle


def test_what_it_knows_of_another_database_is_forgotten(trail, head):
    bundle = prove(trail.pk)
    for _ in range(2):
        proving._known[head.tree] = dict.fromkeys(proving._known[head.tree], bytes(32))
        assert proving.roots_of_head(head, [], [])[0, head.size].hex() == head.root
    assert prove(trail.pk) == bundle


def test_a_trail_that_was_changed_proves_nothing(trail, tamper):
    tamper("UPDATE annotations_seal SET leaf = %s WHERE index = 0", bytes(32))
    for _ in range(2):
        with pytest.raises(CannotProve, match="not as it was signed"):
            prove(trail.pk)
