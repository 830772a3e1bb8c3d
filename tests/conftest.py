"""What every test may ask for: the cast, their API tokens, signed-in clients."""

import os

import pytest
from django.test import Client

from annotations.services import tokens
from tests.cast import Cast, make_cast

# Playwright's synchronous API runs a loop in the thread; Django would refuse the ORM there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


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
