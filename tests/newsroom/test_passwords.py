"""One spelling of a password at every door; what was hashed before is still known."""

import pytest
from django.contrib.auth import hashers

from newsroom import passwords

TYPED = "Å ﬁve letters Ⅷ"
COMPOSED = "A\u030a ﬁve letters Ⅷ"


@pytest.fixture(params=[passwords.Argon2, passwords.PBKDF2])
def hasher(request, settings):
    settings.PASSWORD_HASHERS = [f"newsroom.passwords.{request.param.__name__}"]
    hashers.get_hashers.cache_clear()
    hashers.get_hashers_by_algorithm.cache_clear()
    yield request.param()
    hashers.get_hashers.cache_clear()
    hashers.get_hashers_by_algorithm.cache_clear()


@pytest.mark.parametrize("typed", [TYPED, COMPOSED, passwords.normal(TYPED)])
def test_whatever_the_keyboard_sends_is_one_password(hasher, typed):
    assert hashers.check_password(typed, hashers.make_password(TYPED))


def test_what_was_hashed_before_as_it_was_typed_is_known(hasher):
    plain = hasher.plain()
    old = plain.encode(COMPOSED, plain.salt())

    assert hashers.check_password(COMPOSED, old)
    assert not hashers.check_password(TYPED + "x", old)
