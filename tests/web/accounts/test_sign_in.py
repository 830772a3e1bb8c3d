"""Signing in: the page, the demo people, the way out, sessions, password hashes."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.contrib.sessions.models import Session
from django.core import checks
from django.test import Client
from django.utils import timezone

from annotations.models import User
from newsroom import settings as real
from newsroom.passwords import LONGEST, Argon2
from tests.cast import PASSWORD

LOGIN, LOGOUT = "/accounts/login/", "/accounts/logout/"
WRONG = "The name or the password is wrong."


def send(client, name="viewer", password=PASSWORD, *, address="203.0.113.1", query="", **more):
    """The sign-in form."""
    return client.post(
        LOGIN + query, {"login": name, "password": password, **more}, REMOTE_ADDR=address
    )


def is_in(client) -> bool:
    return client.get("/articles/").status_code == 200


@pytest.fixture
def real_hashers(settings):
    settings.PASSWORD_HASHERS = real.PASSWORD_HASHERS


# --- the page ---------------------------------------------------------------------------------


def test_the_right_password_leads_to_the_first_page(cast, client):
    response = send(client)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_in(client)


def test_it_leads_back_to_where_one_was_going(cast, client):
    wanted = client.get("/claims/?stage=open")["Location"]
    assert wanted == f"{LOGIN}?next=/claims/%3Fstage%3Dopen"

    assert 'value="/claims/?stage=open"' in client.get(wanted).content.decode()
    assert send(client, next="/claims/?stage=open")["Location"] == "/claims/?stage=open"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "///evil.example",
        "https:evil.example",
        "http:///evil.example",
        "\t//evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "//testserver@evil.example/",
        "http://localhost/articles/",  # Another name in ALLOWED_HOSTS may be somebody else's.
    ],
)
def test_it_leads_to_no_other_site(cast, client, elsewhere):
    assert send(client, next=elsewhere)["Location"] == "/"
    assert send(Client(), query=f"?{urlencode({'next': elsewhere})}")["Location"] == "/"
    assert client.get(LOGIN, {"next": elsewhere})["Location"] == "/"
    assert client.post(LOGOUT, {"next": elsewhere})["Location"] == LOGIN


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("viewer", "hunter2"),
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
    assert (WRONG in response.content.decode()) or max(len(name), len(password)) > 150


def test_a_known_name_and_an_unknown_one_are_answered_alike(
    cast, client, real_hashers, monkeypatch
):
    """A person who left too, and each answer costs one hash."""
    User.objects.filter(pk=cast.editor.pk).update(is_active=False, password=make_password("gone"))
    User.objects.filter(pk=cast.viewer.pk).update(password=make_password(PASSWORD))
    hashed, pages = [], set()
    for verb in ("encode", "verify"):
        hash_ = getattr(Argon2, verb)
        monkeypatch.setattr(Argon2, verb, lambda *a, _hash=hash_: hashed.append(1) or _hash(*a))
    for name, password in (("viewer", "wrong"), ("nobody", "wrong"), ("editor", "gone")):
        hashed.clear()
        page = send(client, name, password).content.decode()
        lines = [line for line in page.splitlines() if "csrf" not in line.lower()]
        pages.add("\n".join(lines).replace(f'value="{name}"', ""))
        assert len(hashed) == 1, name

    assert len(pages) == 1
    assert not is_in(client)


@pytest.mark.parametrize("form", [{}, {"login": "viewer"}, {"password": PASSWORD}])
def test_an_empty_field_is_refused(cast, client, form):
    response = client.post(LOGIN, form)

    assert response.status_code == 200
    assert "This field is required." in response.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("form", [{"login": "a\0b"}, {"password": "\0"}, {"next": "\0"}])
def test_a_nul_is_refused_as_unreadable(cast, client, form):
    assert send(client, **({"name": "viewer"} | _named(form))).status_code == 400


def _named(form: dict[str, str]) -> dict[str, str]:
    return {{"login": "name"}.get(name, name): value for name, value in form.items()}


def test_a_person_who_left_cannot_sign_in(cast, client):
    User.objects.filter(pk=cast.viewer.pk).update(is_active=False)
    send(client)

    assert not is_in(client)


def test_whoever_is_in_is_led_on(cast, sign_in):
    response = sign_in(cast.viewer).get(LOGIN)

    assert (response.status_code, response["Location"]) == (302, "/")


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


def test_two_weeks_after_signing_in_it_ends_whatever_one_did(cast, client):
    send(client)
    ends = client.session.get_expiry_date()
    client.get("/articles/?desk=politics")  # Kept in the session.

    assert client.session["desk"] == cast.desk.pk
    assert client.session.get_expiry_date() == ends
    assert timedelta(days=13.9) < ends - timezone.now() <= timedelta(days=14)


def test_pages_of_a_person_are_kept_by_no_cache(cast, client):
    send(client)

    assert client.get("/articles/")["Cache-Control"] == "private, no-store"
    assert "no-store" in client.get(LOGOUT)["Cache-Control"]


# --- the hashes -------------------------------------------------------------------------------


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


@pytest.mark.parametrize("typed", ["p\u00e4ssword of mine", "pa\u0308ssword of mine"])
@pytest.mark.parametrize("algorithm", ["argon2", "pbkdf2_sha256"])
def test_a_letter_that_a_keyboard_spells_in_another_way_is_the_same(
    cast, client, real_hashers, typed, algorithm
):
    kept = make_password("pa\u0308ssword of mine", hasher=algorithm)
    User.objects.filter(pk=cast.viewer.pk).update(password=kept)

    assert send(client, password=typed).status_code == 302
    assert send(Client(), password="password of mine").status_code == 200


def test_a_password_that_is_too_long_is_not_hashed(cast, client, monkeypatch):
    monkeypatch.setattr(User, "check_password", lambda *_: pytest.fail("it was hashed"))
    monkeypatch.setattr(User, "set_password", lambda *_: pytest.fail("it was hashed"))
    for name in ("viewer", "nobody"):
        for length in (LONGEST + 1, 1_000_000):
            response = send(client, name, "x" * length)
            assert response.status_code == 200
            assert f"at most {LONGEST}" in response.content.decode()
    assert not is_in(client)


def test_the_longest_password_opens(cast, client):
    cast.viewer.set_password("x" * LONGEST)
    cast.viewer.save()

    assert send(client, password="x" * LONGEST).status_code == 302


# --- the program that signs in ----------------------------------------------------------------


@pytest.mark.parametrize(
    "headers", [{"Accept": "application/json"}, {"X-Requested-With": "XMLHttpRequest"}]
)
def test_what_a_program_typed_is_not_said_back_to_it(cast, client, headers):
    response = client.post(LOGIN, {"login": "viewer", "password": "hunter2"}, headers=headers)

    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "hunter2" not in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "password/set/",
        "email/",
        "inactive/",
        "reauthenticate/",
        "sessions/",
        "2fa/",
        "2fa/webauthn/add/",
        "3rdparty/",
        "social/",
        "oidc/oidc/login/",
    ],
)
def test_nobody_signs_up_and_nothing_else_of_allauth_is_there(cast, client, sign_in, path):
    for one in (client, sign_in(cast.viewer)):
        assert one.get(f"/accounts/{path}").status_code == 404


def test_django_finds_nothing_wrong_with_it():
    assert checks.run_checks() == []
