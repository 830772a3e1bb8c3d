"""What every test may ask for: the cast, their API tokens, signed-in clients, a site, its feed."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings as product
from django.db import connection
from django.db.backends.signals import connection_created
from django.test import Client
from hypothesis import HealthCheck, settings

from annotations.models import Feed
from annotations.services.accounts import tokens
from annotations.services.feeds import feeds
from tests.cast import Cast, make_cast
from tests.serving import serving

# Playwright's synchronous API runs a loop in the thread; Django would refuse the ORM there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The same examples in every run: a red run is the change's fault. `script/test --explore` looks
# for more at random, and repeats what it once found.
ANY_MACHINE = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("fixed", max_examples=100, derandomize=True, database=None, **ANY_MACHINE)
settings.register_profile(
    "explore", max_examples=2_000, derandomize=False, print_blob=True, **ANY_MACHINE
)
settings.load_profile("fixed")


@pytest.fixture(autouse=True)
def as_application(request) -> Iterator[None]:
    """What is tested has the application's rights in the database, as it has them in use.

    Only a test marked `owner` does what a migration may.
    """
    uses = {"db", "transactional_db"} & set(request.fixturenames)
    if not uses and request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("_django_db_helper")
    if request.node.get_closest_marker("owner") is None:
        connection_created.connect(_become_application)
        if connection.connection is not None:
            _become_application(connection)
    yield
    connection_created.disconnect(_become_application)
    if connection.connection is None or connection.in_atomic_block:
        return  # A transaction that is rolled back takes the role along.
    if connection.is_usable():
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
    else:  # Broken by this test; not for all that follow.
        connection.close()


def _become_application(connection, **_) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {product.DATABASE_APPLICATION}")


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


@pytest.fixture
def web(settings):
    """A site on this machine, which may be fetched from."""
    settings.FETCH_PRIVATE = True
    settings.FETCH_PORTS = range(1, 65_536)
    with serving() as web:
        yield web


@pytest.fixture
def feed(cast, web) -> Feed:
    """A feed of that site."""
    return feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"{web.url}/feed.xml")
