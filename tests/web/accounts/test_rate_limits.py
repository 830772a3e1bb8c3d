"""Who guesses passwords waits; the three promises of docs/running.md are kept by allauth's counting:
a sprayed name has one try, colleagues behind one address come in, nobody is locked out."""

import re
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from annotations.models import User
from annotations.web.accounts.rate_limits import KNOWN, client_address
from tests.cast import PASSWORD
from tests.web.accounts.test_sign_in import is_in, send

SLOW_DOWN = "Too many wrong passwords. Try again in a minute."
BY_NAME, BY_ADDRESS = 5, 30
MINUTE, FORGOTTEN = 60, 15 * 60
HERE, THERE = "203.0.113.1", "198.51.100.1"


class Clock:
    """The clock by which allauth counts."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def time(self) -> float:
        self.now += 0.001  # Two tries are never at the same moment.
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> Clock:
    clock = Clock()
    real = ratelimit.time
    moved = SimpleNamespace(time=clock.time, monotonic=real.monotonic, sleep=real.sleep)
    monkeypatch.setattr(ratelimit, "time", moved)
    return clock


def guess(times: int, name="viewer", *, address=HERE, **more) -> None:
    for _ in range(times):
        send(Client(), name, "wrong", address=address, **more)


def spray(times: int, address=HERE) -> None:
    """One password over many names."""
    for number in range(times):
        send(Client(), f"person {number}", "Summer2026!", address=address)


def comes_in(name="viewer", *, address=HERE) -> bool:
    client = Client()
    response = send(client, name, address=address)
    came = is_in(client)
    assert came is (SLOW_DOWN not in response.content.decode())
    return came


# --- by name ----------------------------------------------------------------------------------


def test_four_wrong_passwords_are_free(cast):
    guess(BY_NAME - 1)

    assert comes_in()


def test_after_five_each_try_takes_a_minute(cast, clock):
    guess(BY_NAME + 1)

    assert not comes_in()
    clock.now += MINUTE - 5
    assert not comes_in()
    clock.now += 5
    assert comes_in()


@pytest.mark.slow
def test_the_right_password_takes_no_try(cast):
    guess(BY_NAME - 1)

    assert all(comes_in() for _ in range(BY_ADDRESS + 5))


def test_signing_in_oneself_does_not_forget_the_guesses_at_others(cast):
    """Or a guesser would sign in with a name of his own now and then."""
    guess(BY_NAME + 1)
    assert comes_in("editor")

    assert not comes_in()


def test_tries_that_have_to_wait_make_it_no_longer(cast, clock):
    guess(BY_NAME + 1)
    for _ in range(20):
        clock.now += 2
        guess(1)
    clock.now += MINUTE - 40

    assert comes_in()


def test_nobody_can_lock_a_person_out_for_longer_than_a_minute(cast, clock):
    for number in range(100):
        guess(1, address=f"203.0.113.{number}")
    assert not comes_in(address=THERE)
    clock.now += MINUTE

    assert comes_in(address=THERE)


def test_guesses_for_one_name_from_thirty_addresses_brake_it(cast):
    looked_at = 0
    for number in range(30):
        page = send(Client(), "viewer", "wrong", address=f"203.0.113.{number}").content.decode()
        looked_at += SLOW_DOWN not in page

    assert looked_at == BY_NAME + 1


@pytest.mark.parametrize("spelling", ["VIEWER", "Viewer", "ｖｉｅｗｅｒ", "víewer", " viewer "])
def test_another_spelling_of_a_name_is_no_way_round(cast, spelling):
    guess(BY_NAME + 1, spelling)

    assert not comes_in()


def test_names_that_do_not_exist_are_braked_alike(cast):
    guess(BY_NAME + 1, "nobody")

    assert SLOW_DOWN in send(Client(), "nobody").content.decode()


def test_what_has_to_wait_is_not_hashed(cast, monkeypatch):
    guess(BY_NAME + 1)
    monkeypatch.setattr(User, "check_password", lambda *_: pytest.fail("it was hashed"))

    assert not comes_in()


def test_guesses_are_forgotten_after_a_quarter_of_an_hour(cast, clock):
    guess(BY_NAME + 1)
    clock.now += FORGOTTEN
    guess(BY_NAME - 1)

    assert comes_in()


# --- by address -------------------------------------------------------------------------------


def test_other_people_of_the_address_are_not_braked_by_one(cast):
    guess(BY_NAME + 3)

    assert comes_in("editor")


def test_colleagues_behind_an_address_of_guesses_still_come_in(cast):
    spray(BY_ADDRESS + 70)

    assert all(comes_in(name) for name in ("viewer", "reporter", "editor", "viewer"))


def test_a_sprayed_name_has_one_try_then_all_have_one_a_minute(cast, clock):
    spray(BY_ADDRESS)
    spray(BY_ADDRESS)  # The one try of each.
    send(Client(), "person 1", "Autumn2026!", address=HERE)  # The one of this minute.

    page = send(Client(), "person 2", "Autumn2026!", address=HERE).content.decode()
    assert SLOW_DOWN in page
    clock.now += MINUTE
    assert SLOW_DOWN not in send(Client(), "person 2", "x", address=HERE).content.decode()
    assert SLOW_DOWN in send(Client(), "person 3", "x", address=HERE).content.decode()


def test_what_an_address_has_to_wait_with_is_no_guess_at_the_name(cast):
    """Or spraying would brake people everywhere."""
    spray(BY_ADDRESS + 1)
    guess(1, "reporter")  # Its one try.
    guess(1, "reporter")  # The address's one of this minute.
    guess(40, "reporter")

    assert comes_in("reporter", address=THERE)


def test_a_household_of_one_ipv6_network_is_one_address(cast):
    for number in range(BY_ADDRESS):
        guess(1, f"person {number}", address=f"2001:db8::{number:x}")
    guess(2, address="2001:db8::ffff")

    assert not comes_in(address="2001:db8::1")
    assert comes_in(address="2001:db8:0:1::1")


# --- a browser that is known ------------------------------------------------------------------


@pytest.fixture
def known(cast) -> str:
    """The cookie of a browser in which the viewer signed in before."""
    client = Client()
    send(client)
    return client.cookies[KNOWN].value


def with_(cookie: str) -> Client:
    client = Client()
    client.cookies[KNOWN] = cookie
    return client


def test_who_signed_in_there_before_comes_in_whatever_strangers_guess(cast, known):
    guess(BY_NAME + 1, address=THERE)
    spray(BY_ADDRESS)
    guess(3, address=HERE)

    assert not comes_in()
    for _ in range(2):
        client = with_(known)
        send(client)
        assert is_in(client)


def test_it_is_known_for_nobody_else(cast, known):
    guess(BY_NAME + 1, "editor")

    assert SLOW_DOWN in send(with_(known), "editor").content.decode()


def test_guesses_in_a_known_browser_are_braked_and_brake_nobody_elsewhere(cast, known, clock):
    for _ in range(BY_NAME + 1):
        send(with_(known), password="wrong")

    assert SLOW_DOWN in send(with_(known)).content.decode()
    assert comes_in()
    clock.now += MINUTE
    assert send(with_(known)).status_code == 302


@pytest.mark.parametrize("forged", ["", "x", "abc.0123456789abcdef", "a:b:c", "\x7f"])
def test_a_cookie_that_nobody_signed_is_worth_nothing(cast, known, forged):
    browser, _, signature = known.rpartition(":")
    guess(BY_NAME + 1)

    for cookie in (forged, browser, f"x{known}", f"{known}x", f"other{browser}:{signature}"):
        assert SLOW_DOWN in send(with_(cookie)).content.decode()


def test_signing_in_again_gives_no_fresh_tries(cast, known):
    client = with_(known)
    for _ in range(BY_NAME - 1):
        send(client, password="wrong")
    send(client)
    again = with_(client.cookies[KNOWN].value)
    for _ in range(2):
        send(again, password="wrong")

    assert SLOW_DOWN in send(again).content.decode()


def test_the_cookie_can_be_read_by_no_script_and_names_nobody(cast, client):
    send(client)
    cookie = client.cookies[KNOWN]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "viewer" not in cookie.value


# --- at once, and what is kept ----------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_guesses_that_are_sent_at_once_are_all_counted(cast):
    cache.clear()

    def try_once(_) -> bool:
        try:
            page = send(Client(), "viewer", "wrong").content.decode()
            return SLOW_DOWN not in page
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as at_once:
        looked_at = sum(at_once.map(try_once, range(20)))

    assert 1 <= looked_at <= BY_NAME + 1
    cache.clear()


def test_neither_names_nor_addresses_are_kept_readable(cast):
    guess(2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM newsroom_cache")
        kept = [key for (key,) in cursor.fetchall()]

    assert len(kept) == 2
    for key in kept:
        assert "viewer" not in key
        assert "203" not in key.rsplit(":", 1)[-1]
        assert re.search(r"[0-9a-f]{64}$", key)


def test_a_sign_in_asks_the_database_a_few_times(cast):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            send(Client())
        return len(queries)

    first = asked()
    spray(20)
    assert asked() <= first + 4  # A bucket that is there is read and updated.


# --- the address ------------------------------------------------------------------------------


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


def behind(address: str) -> dict[str, dict[str, str]]:
    return {"headers": {"X-Forwarded-For": address}}


def post(name="viewer", password=PASSWORD, **more) -> int:
    form = {"login": name, "password": password}
    return Client().post("/accounts/login/", form, REMOTE_ADDR=HERE, **more).status_code


def test_people_behind_one_proxy_do_not_share_an_address(cast, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(BY_ADDRESS):
        post(f"person {number}", "x", **behind("198.51.100.7"))
    for _ in range(2):
        post("viewer", "x", **behind("198.51.100.7"))

    assert post(**behind("198.51.100.7")) == 200
    assert post(**behind("198.51.100.8")) == 302


def test_an_invented_header_is_no_way_round(cast):
    spray(BY_ADDRESS)
    guess(2)

    assert post(**behind("198.51.100.8")) == 200


# --- every door -------------------------------------------------------------------------------


def test_the_panel_has_no_door_of_its_own(cast, client):
    for _ in range(60):
        answer = client.post("/admin/login/", {"username": "admin", "password": PASSWORD})
        assert answer["Location"] == "/accounts/login/?next=/admin/"
    assert not is_in(client)


def test_the_api_takes_no_password(cast, client):
    """`viewer:` and the right password, by HTTP Basic."""
    basic = b64encode(f"viewer:{PASSWORD}".encode()).decode()
    answer = client.get("/api/v1/desks/", headers={"Authorization": f"Basic {basic}"})

    assert answer.status_code == 401
    assert "basic" not in answer["WWW-Authenticate"].lower()
