"""Whose wrong passwords are counted: the client's behind proxies, and nobody's by invention."""

import pytest
from django.test import RequestFactory

from annotations.services.signing_in import FREE_BY_ADDRESS, LONGEST_WAIT, failed, seconds_to_wait
from annotations.web.accounts import client_address
from tests.cast import PASSWORD

LOGIN = "/accounts/login/"
HERE = "203.0.113.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, HERE),
        (0, "198.51.100.7", HERE),
        (1, None, HERE),
        (1, "", HERE),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        (1, "6.6.6.6, nonsense", HERE),
        (1, "2001:DB8::0:1", "2001:db8::1"),
        (2, "6.6.6.6,198.51.100.7,10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", HERE),
    ],
)
def test_the_address_is_what_the_trusted_proxies_saw(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request = RequestFactory().get("/", REMOTE_ADDR=HERE, headers=headers)

    assert client_address(request) == address


def spray(times: int, address: str = HERE) -> None:
    for number in range(times):
        failed(name=f"invented {number}", address=address)


def sign_in(client, password=PASSWORD, **more) -> int:
    form = {"username": "viewer", "password": password}
    return client.post(LOGIN, form, REMOTE_ADDR=HERE, **more).status_code


def test_invented_names_keep_no_colleague_of_the_same_address_out(cast, client):
    spray(FREE_BY_ADDRESS + 70)

    assert sign_in(client) == 302


def test_a_sprayed_name_waits_with_the_address(cast, client):
    spray(FREE_BY_ADDRESS + 70)
    assert sign_in(client, "Summer2026") == 200

    assert sign_in(client) == 200
    assert seconds_to_wait(name="viewer", address=HERE) > LONGEST_WAIT - 5
    assert seconds_to_wait(name="viewer", address="198.51.100.1") == 0


def test_guesses_that_have_to_wait_are_not_looked_at(cast, client):
    """One pass over the names is possible, a second is not."""
    spray(FREE_BY_ADDRESS)
    spray(FREE_BY_ADDRESS)

    waits = [seconds_to_wait(name=f"invented {n}", address=HERE) for n in range(FREE_BY_ADDRESS)]
    assert min(waits) > 1


def test_people_behind_one_proxy_do_not_share_an_address(cast, client, settings):
    settings.TRUSTED_PROXIES = 1
    spray(FREE_BY_ADDRESS, address="198.51.100.7")
    failed(name="viewer", address="198.51.100.7")

    assert sign_in(client, headers={"X-Forwarded-For": "198.51.100.7"}) == 200
    assert sign_in(client, headers={"X-Forwarded-For": "198.51.100.8"}) == 302


def test_an_invented_header_is_no_way_round(cast, client):
    spray(FREE_BY_ADDRESS)
    failed(name="viewer", address=HERE)

    assert sign_in(client, headers={"X-Forwarded-For": "198.51.100.8"}) == 200
