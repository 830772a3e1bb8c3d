"""A small trail of two desks, sealed with a key of its own."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from annotations.models import Claim, Desk
from annotations.trail.heads import key_id
from annotations.work.sealing.seals import seal
from tests.factory import make_checked_claim, make_evidence

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
KEYS = {key_id(KEY.public_key()): KEY.public_key()}


@pytest.fixture
def trail(cast) -> Claim:
    """Three times lines came and were sealed; the claim that most of them tell of."""
    seal(KEY)
    claim = make_checked_claim(cast)
    seal(KEY)
    make_evidence(cast, claim)
    Desk.objects.create(name="Second", slug="second")
    seal(KEY)
    return claim


@pytest.fixture
def tamper():
    """Runs SQL as somebody who owns the database and has switched its guards off."""

    def run(sql: str, *params) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in ("event", "seal", "head"):
                cursor.execute(f"ALTER TABLE annotations_{table} DISABLE TRIGGER USER")
            cursor.execute(sql, params or None)
            assert cursor.rowcount != 0
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return run
