"""Signing in: the page, the brake for those who guess, the way out, sessions, password hashes."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from annotations.demo.people import PEOPLE
from annotations.models import SignInFailure, User
from annotations.services import signing_in
from annotations.services.signing_in import FREE_BY_ADDRESS, FREE_BY_NAME, LONGEST_WAIT
from newsroom import settings as real
from tests.cast import PASSWORD

LOGIN, LOGOUT = "/accounts/login/", "/accounts/logout/"
SLOW_DOWN = "Too many wrong passwords. Try again in"


def send(client, name="viewer", password=PASSWORD, *, address="203.0.113.1", query="", **more):
    """The sign-in form."""
    return client.post(
        LOGIN + query, {"username": name, "password": password, **more}, REMOTE_ADDR=address
    )


def guess(client, times: int, **given) -> None:
    for _ in range(times):
        send(client, password="wrong", **given)


def is_in(client) -> bool:
    return client.get("/articles/").status_code == 200


def seconds(response) -> int:
    return int(re.search(rf"{SLOW_DOWN} (\d+) seconds", response.content.decode()).group(1))


def age(**by) -> None:
    """Let time pass for all failures."""
    for row in SignInFailure.objects.all():
        SignInFailure.objects.filter(pk=row.pk).update(last_at=row.last_at - timedelta(**by))


# --- the page ---------------------------------------------------------------------------------


def test_the_right_password_leads_to_the_articles(cast, client):
    response = send(client)

    assert (response.status_code, response["Location"]) == (302, "/articles/")
    assert is_in(client)


def test_it_leads_back_to_where_one_was_going(cast, client):
    wanted = client.get("/claims/?stage=open")["Location"]
    assert wanted == f"{LOGIN}?next=/claims/%3Fstage%3Dopen"

    assert 'value="/claims/?stage=open"' in client.get(wanted).content.decode()
    assert send(client, next="/claims/?stage=open")["Location"] == "/claims/?stage=open"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "///x"],
)
def test_it_leads_to_no_other_site(cast, client, elsewhere):
    assert send(client, next=elsewhere)["Location"] == "/articles/"
    assert send(Client(), query=f"?next={elsewhere}")["Location"] == "/articles/"


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("viewer", "wrong"),
        ("viewer", PASSWORD.upper()),
        ("viewer", f" {PASSWORD}"),
        ("VIEWER", PASSWORD),
        ("nobody", PASSWORD),
        ("viewer", "x" * 5000),
        ("x" * 5000, PASSWORD),
        ("' OR 1=1 --", PASSWORD),
    ],
)
def test_a_wrong_name_or_password_is_refused_without_saying_which(cast, client, name, password):
    response = send(client, name, password)

    assert response.status_code == 200
    assert not is_in(client)
    assert password not in response.content.decode()
    wrong = "Please enter a correct username and password."
    assert (wrong in response.content.decode()) or len(name) > 150


@pytest.mark.parametrize("form", [{}, {"username": "viewer"}, {"password": PASSWORD}])
def test_an_empty_field_is_refused(cast, client, form):
    response = client.post(LOGIN, form)

    assert response.status_code == 200
    assert "This field is required." in response.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("form", [{"username": "a\0b"}, {"password": "\0"}, {"next": "\0"}])
def test_a_nul_is_refused_as_unreadable(cast, client, form):
    assert send(client, **({"name": "viewer"} | _named(form))).status_code == 400


def _named(form: dict[str, str]) -> dict[str, str]:
    return {{"username": "name"}.get(name, name): value for name, value in form.items()}


def test_a_person_who_left_cannot_sign_in(cast, client):
    User.objects.filter(pk=cast.viewer.pk).update(is_active=False)
    send(client)

    assert not is_in(client)


def test_whoever_is_in_is_led_on(cast, sign_in):
    response = sign_in(cast.viewer).get(LOGIN)

    assert (response.status_code, response["Location"]) == (302, "/articles/")


def test_the_form_needs_its_token(cast):
    client = Client(enforce_csrf_checks=True)

    assert send(client).status_code == 403
    client.get(LOGIN)
    token = client.cookies[django_settings.CSRF_COOKIE_NAME].value
    assert send(client, csrfmiddlewaretoken=token).status_code == 302


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_not_offered(client, db, method):
    assert getattr(client, method)(LOGIN).status_code == 405


def test_the_password_is_never_shown_and_the_name_is_only_text(cast, client):
    page = send(client, '"><script>x</script>', "hunter2").content.decode()

    assert "hunter2" not in page
    assert "<script>x</script>" not in page


# --- the demo people --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("demo", "address", "shown"),
    [
        (True, "127.0.0.1", True),
        (True, "::1", True),
        (True, "203.0.113.1", False),
        (True, "", False),
        (True, "nonsense", False),
        (False, "127.0.0.1", False),
    ],
)
def test_demo_people_are_shown_on_this_machine_only(client, db, settings, demo, address, shown):
    settings.DEMO = demo
    page = client.get(LOGIN, REMOTE_ADDR=address).content.decode()

    for person in PEOPLE:
        assert (person.password in page) is shown


# --- the brake --------------------------------------------------------------------------------


def test_some_wrong_passwords_are_free(cast, client):
    guess(client, FREE_BY_NAME - 1)

    assert send(client).status_code == 302


def test_then_even_the_right_one_has_to_wait(cast, client):
    guess(client, FREE_BY_NAME)
    response = send(client)

    assert SLOW_DOWN in response.content.decode()
    assert not is_in(client)


def test_after_the_wait_the_right_one_opens_and_all_is_forgotten(cast, client):
    guess(client, FREE_BY_NAME)
    age(seconds=2)
    assert send(client).status_code == 302

    name_key = next(iter(signing_in._keys("viewer", "203.0.113.1")))
    assert not SignInFailure.objects.filter(key=name_key).exists()


def test_the_wait_doubles_up_to_a_minute(cast):
    waits = []
    for number in range(FREE_BY_NAME + 12):
        signing_in.failed(name="viewer", address=f"203.0.113.{number}")
        age(milliseconds=1)
        waits.append(signing_in.seconds_to_wait(name="viewer", address="198.51.100.1"))

    free, braked = waits[: FREE_BY_NAME - 1], waits[FREE_BY_NAME - 1 :]
    assert set(free) == {0}
    assert braked[:4] == [1, 2, 4, 8]
    assert braked == sorted(braked)
    assert max(braked) == LONGEST_WAIT


def test_asking_while_one_has_to_wait_makes_it_no_longer(cast, client):
    guess(client, FREE_BY_NAME)
    for _ in range(20):
        send(client, password="wrong")

    [failures] = set(SignInFailure.objects.values_list("failures", flat=True))
    assert failures == FREE_BY_NAME
    assert seconds(send(client)) <= 2


def test_nobody_can_lock_a_person_out_for_longer_than_a_minute(cast, client):
    for _ in range(100):
        signing_in.failed(name="viewer", address="203.0.113.1")

    age(milliseconds=1)
    assert seconds(send(client, address="198.51.100.1")) <= LONGEST_WAIT
    age(seconds=LONGEST_WAIT + 1)
    assert send(client, address="198.51.100.1").status_code == 302


def test_guesses_for_one_name_brake_it_from_every_address(cast, client):
    for number in range(FREE_BY_NAME):
        guess(client, 1, address=f"203.0.113.{number}")

    assert SLOW_DOWN in send(client, address="198.51.100.1").content.decode()


def test_other_people_of_the_address_are_not_braked_by_one(cast, client):
    guess(client, FREE_BY_NAME)

    assert send(client, "editor").status_code == 302


@pytest.fixture
def guessed_address(cast) -> str:
    """An address from which many names were guessed."""
    for number in range(FREE_BY_ADDRESS + 3):
        signing_in.failed(name=f"person {number}", address="203.0.113.1")
    return "203.0.113.1"


def test_colleagues_behind_an_address_of_guesses_still_come_in(client, guessed_address):
    assert send(client, address=guessed_address).status_code == 302


def test_guesses_over_many_names_leave_one_try_a_name(client, guessed_address):
    guess(client, 1, address=guessed_address)

    assert SLOW_DOWN in send(client, address=guessed_address).content.decode()
    assert send(client, address="198.51.100.1").status_code == 302


@pytest.mark.parametrize("spelling", ["VIEWER", "Viewer", "ｖｉｅｗｅｒ", "víewer"])
def test_another_spelling_of_a_name_is_no_way_round(cast, client, spelling):
    guess(client, FREE_BY_NAME, name=spelling)

    assert SLOW_DOWN in send(client).content.decode()


def test_names_that_do_not_exist_are_braked_alike(cast, client):
    guess(client, FREE_BY_NAME, name="nobody")

    assert SLOW_DOWN in send(client, "nobody").content.decode()


def test_failures_are_forgotten_after_a_quarter_of_an_hour(cast, client):
    guess(client, FREE_BY_NAME)
    age(minutes=16)
    guess(client, FREE_BY_NAME - 1)

    assert send(client).status_code == 302


def test_old_failures_are_swept_when_somebody_signs_in(cast, client):
    guess(client, 2, name="nobody", address="198.51.100.1")
    age(minutes=16)
    send(client)

    assert not SignInFailure.objects.exists()


def test_neither_names_nor_addresses_are_kept_readable(cast, client):
    guess(client, 1)

    for key in SignInFailure.objects.values_list("key", flat=True):
        assert re.fullmatch(r"[0-9a-f]{64}", key)


def test_a_header_from_outside_is_no_new_address(client, guessed_address):
    guess(client, 1, address=guessed_address)
    response = client.post(
        LOGIN,
        {"username": "viewer", "password": PASSWORD},
        REMOTE_ADDR=guessed_address,
        headers={"X-Forwarded-For": "198.51.100.1"},
    )

    assert SLOW_DOWN in response.content.decode()


# --- the way out and sessions -----------------------------------------------------------------


def test_signing_out_ends_the_session_for_good(cast, client):
    send(client)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    response = client.post(LOGOUT)

    assert (response.status_code, response["Location"]) == (302, LOGIN)
    assert not is_in(client)
    client.cookies[django_settings.SESSION_COOKIE_NAME] = cookie
    assert not is_in(client)
    assert not Session.objects.exists()


def test_a_link_cannot_sign_anybody_out(cast, sign_in):
    client = sign_in(cast.viewer)

    assert client.get(LOGOUT).status_code == 405
    assert is_in(client)


def test_signing_out_needs_its_token(cast, sign_in):
    client = sign_in(cast.viewer)
    client.handler.enforce_csrf_checks = True

    assert client.post(LOGOUT).status_code == 403
    assert is_in(client)


def test_signing_out_twice_is_no_error(client, db):
    assert client.post(LOGOUT).status_code == 302


def test_a_session_that_was_there_before_is_not_taken_over(cast, client):
    """Somebody who planted a session id knows nothing afterwards."""
    name = django_settings.SESSION_COOKIE_NAME
    client.cookies[name] = "planted0planted0planted0planted0"
    send(client)

    assert client.cookies[name].value != "planted0planted0planted0planted0"
    assert is_in(client)


def test_the_cookie_cannot_be_read_by_scripts_or_sent_by_other_sites(cast, client):
    send(client)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_new_password_ends_the_other_sessions(cast, client):
    send(client)
    cast.viewer.set_password("another long password")
    cast.viewer.save()

    assert not is_in(client)


def test_a_person_who_left_is_out_at_once(cast, client):
    send(client)
    User.objects.filter(pk=cast.viewer.pk).update(is_active=False)

    assert not is_in(client)


def test_a_session_ends_by_itself(cast, client):
    send(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert not is_in(client)


def test_pages_of_a_person_are_kept_by_no_cache(cast, client):
    send(client)

    assert client.get("/articles/")["Cache-Control"] == "private, no-store"
    assert "no-store" in client.get(LOGOUT)["Cache-Control"]


# --- the hashes -------------------------------------------------------------------------------


@pytest.fixture
def real_hashers(settings):
    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS


def test_passwords_are_kept_as_argon2(real_hashers):
    kept = make_password(PASSWORD)

    assert kept.startswith("argon2$argon2id$")
    assert check_password(PASSWORD, kept)
    assert PASSWORD not in kept


def test_an_older_hash_opens_once_more_and_becomes_argon2(cast, client, real_hashers):
    old = make_password(PASSWORD, hasher="pbkdf2_sha256")
    User.objects.filter(pk=cast.viewer.pk).update(password=old)

    assert send(client).status_code == 302
    cast.viewer.refresh_from_db()
    assert identify_hasher(cast.viewer.password).algorithm == "argon2"


def test_a_password_of_a_megabyte_is_not_hashed(cast, client, monkeypatch):
    monkeypatch.setattr(User, "check_password", lambda *_: pytest.fail("it was hashed"))
    response = send(client, password="x" * 1_000_000)

    assert response.status_code == 200
    assert not is_in(client)
