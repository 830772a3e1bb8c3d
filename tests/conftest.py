"""What every test may ask for: the cast, their API tokens, signed-in clients."""

import os

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings

from annotations.services import tokens
from tests.cast import Cast, make_cast

# Playwright's synchronous API runs a loop in the thread; Django would refuse the ORM there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The same examples in every run: a red run is the change's fault. `script/test --explore` looks
# for more at random, and repeats what it once found.
ANY_MACHINE = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("fixed", max_examples=100, derandomize=True, database=None, **ANY_MACHINE)
settings.register_profile("explore", max_examples=2_000, print_blob=True, **ANY_MACHINE)
settings.load_profile("fixed")


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def sign_in():
    """A client in which this person is signed in."""

    def client_of(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of


@pytest.fixture
def bearer():
    """Request headers with a token of this person."""

    def headers_of(user) -> dict[str, str]:
        return {"Authorization": f"Bearer {tokens.create(actor=None, user=user)}"}

    return headers_of
