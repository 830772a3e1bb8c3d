"""Changing one's password: other sessions end, tokens are revoked unless they are kept."""

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Event, Token, User
from annotations.services.accounts import tokens
from tests.api.accounts.test_tokens import ask
from tests.cast import PASSWORD
from tests.web.accounts.test_rate_limits import BY_NAME, SLOW_DOWN, clock, guess
from tests.web.accounts.test_sign_in import LOGIN, is_in, send

__all__ = ["clock"]  # The clock by which tries are counted.
PATH = "/accounts/password/change/"
FRESH = "another long password"


@pytest.fixture
def viewer(cast) -> Client:
    client = Client()
    send(client)
    return client


@pytest.fixture
def token(cast) -> str:
    return tokens.create(actor=None, user=cast.viewer)


def change(client, old=PASSWORD, new=FRESH, again=None, **more):
    again = new if again is None else again
    return client.post(PATH, {"oldpassword": old, "password1": new, "password2": again, **more})


def opens(token: str) -> bool:
    return ask(f"Bearer {token}").status_code == 200


# --- it works ---------------------------------------------------------------------------------


def test_the_new_one_opens_and_the_old_one_does_not(cast, viewer):
    response = change(viewer)

    assert (response.status_code, response["Location"]) == (302, "/articles/")
    assert send(Client(), password=FRESH).status_code == 302
    assert send(Client()).status_code == 200


def test_this_session_goes_on_under_another_key_and_the_others_end(cast, viewer):
    other, before = Client(), viewer.cookies["newsroom_session"].value
    send(other)
    change(viewer)

    assert is_in(viewer)
    assert viewer.cookies["newsroom_session"].value != before
    assert not is_in(other)
    other.cookies["newsroom_session"] = before
    assert not is_in(other)


def test_tokens_are_revoked_and_one_is_told(cast, viewer, token):
    kept = tokens.create(actor=None, user=cast.editor)
    page = change(viewer).client.get("/articles/").content.decode()

    assert not opens(token)
    assert opens(kept)
    assert "All other sessions have ended, and your API tokens are revoked." in page


def test_a_ticked_box_keeps_them(viewer, token):
    assert "Keep my 1 API token" in viewer.get(PATH).content.decode()
    page = change(viewer, keep_tokens="on").client.get("/articles/").content.decode()

    assert opens(token)
    assert "revoked" not in page


def test_the_next_change_revokes_what_the_one_before_had_kept(cast, viewer, token):
    change(viewer, keep_tokens="on")
    change(viewer, FRESH, PASSWORD)

    assert not opens(token)


def test_who_has_no_token_is_not_asked_about_it(cast, viewer):
    gone = tokens.create(actor=None, user=cast.viewer)
    tokens.revoke(actor=None, token=Token.objects.for_secret(gone).get())

    page = viewer.get(PATH).content.decode()
    assert "API token" not in page
    assert "keep_tokens" not in page


def test_it_is_in_the_trail_in_the_persons_name(cast, viewer, token):
    change(viewer)
    event = Event.objects.filter(table__endswith="token").latest("pk")

    assert event.actor_id == cast.viewer.pk
    assert event.new["revoked_at"]


# --- who may, bad input -----------------------------------------------------------------------


def test_who_is_not_signed_in_is_led_there_and_back(cast, client):
    assert client.get(PATH)["Location"] == f"{LOGIN}?next={PATH}"
    assert change(client)["Location"] == f"{LOGIN}?next={PATH}"
    assert send(Client()).status_code == 302


def test_it_needs_its_token(cast, viewer):
    viewer.handler.enforce_csrf_checks = True

    assert change(viewer).status_code == 403
    assert send(Client()).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", FRESH, FRESH, "This is not your password."),
        ("", FRESH, FRESH, "This field is required."),
        (PASSWORD, FRESH, FRESH + "x", "You must type the same password each time."),
        (PASSWORD, "123", "123", "This password is too short."),
        (PASSWORD, "password", "password", "This password is too common."),
        (PASSWORD, "2026112820261", "2026112820261", "This password is entirely numeric."),
        (PASSWORD, "viewer-1", "viewer-1", "too similar to the username"),
        (PASSWORD, "x" * 5000, "x" * 5000, "at most 4096 characters"),
        ("x" * 5000, FRESH, FRESH, "at most 4096 characters"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_changes(
    cast, viewer, token, old, new, again, said
):
    response = change(viewer, old, new, again)
    page = response.content.decode()

    assert response.status_code == 422
    assert said in page
    assert FRESH not in page
    assert send(Client()).status_code == 302
    assert opens(token)


def test_who_found_an_open_session_cannot_guess_the_password_there(cast, viewer):
    for _ in range(BY_NAME + 1):
        change(viewer, "wrong")

    assert SLOW_DOWN in change(viewer).content.decode()
    assert SLOW_DOWN in send(viewer_again(viewer)).content.decode()


def viewer_again(client) -> Client:
    """The same browser without its session."""
    again = Client()
    again.cookies["newsroom_known"] = client.cookies["newsroom_known"].value
    return again


def test_what_strangers_guess_keeps_nobody_from_it(cast, viewer):
    guess(BY_NAME + 1)

    assert change(viewer).status_code == 302


def test_a_person_without_a_password_has_none_to_change(cast, sign_in):
    cast.viewer.set_unusable_password()
    cast.viewer.save()

    assert sign_in(cast.viewer).get(PATH).status_code == 403


@pytest.mark.parametrize("method", ["put", "delete"])
def test_other_methods_are_not_offered(cast, viewer, method):
    assert getattr(viewer, method)(PATH).status_code == 405


# --- the other doors --------------------------------------------------------------------------


def test_the_panel_leads_to_the_same_page(cast, sign_in):
    assert sign_in(cast.admin).get("/admin/password_change/")["Location"] == PATH
    form = {"old_password": PASSWORD, "new_password1": "123", "new_password2": "123"}
    assert sign_in(cast.admin).post("/admin/password_change/", form)["Location"] == PATH


@pytest.mark.parametrize(
    "form",
    [
        {"password1": FRESH, "password2": FRESH, "usable_password": "true"},
        {"usable_password": "false"},
    ],
)
def test_an_administrator_who_sets_a_password_ends_sessions_and_tokens(
    cast, viewer, token, sign_in, form
):
    path = reverse("admin:auth_user_password_change", args=[cast.viewer.pk])
    before = Event.objects.count()
    response = sign_in(cast.admin).post(path, form | {"set-password": "1", "unset-password": "1"})

    assert response.status_code == 302
    assert not is_in(viewer)
    assert not opens(token)
    trail = Event.objects.order_by("pk")[before:]
    assert {event.actor_id for event in trail} == {cast.admin.pk}


def test_an_administrator_sets_no_weak_password(cast, viewer, sign_in):
    path = reverse("admin:auth_user_password_change", args=[cast.viewer.pk])
    form = {"password1": "123", "password2": "123", "usable_password": "true"}

    assert "too short" in sign_in(cast.admin).post(path, form).content.decode()
    assert is_in(viewer)


def test_who_left_and_comes_back_has_no_old_token(cast, viewer, token):
    for is_active in (False, True):
        person = User.objects.get(pk=cast.viewer.pk)
        person.is_active = is_active
        person.save()
        assert not opens(token)


def test_signing_in_and_a_better_hash_end_nothing(cast, viewer, token, settings):
    """Django saves the same password anew when its hash has become too weak."""
    other = Client()
    send(other)
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
    assert send(Client()).status_code == 302

    assert opens(token)
    cast.viewer.refresh_from_db()
    assert cast.viewer.password.startswith("pbkdf2_sha1")
