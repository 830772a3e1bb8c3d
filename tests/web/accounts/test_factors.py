"""Setting up, using and removing second factors; allauth keeps them, sealed."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client

from annotations.models import SignInChange
from annotations.web.accounts.factors import Adapter
from tests.web.accounts.factors import CONFIRM, SECRET, code_of, confirm, set_up_app, with_app
from tests.web.accounts.test_sign_in import is_in, send
from tests.web.scene import words

APP, CODES, STEP = "/account/app/", "/account/codes/", "/accounts/second-step/"


@pytest.fixture(autouse=True)
def no_tries_yet(db):
    cache.clear()


def kinds(user) -> list[str]:
    return list(user.sign_in_changes.order_by("pk").values_list("kind", flat=True))


def test_the_first_factor_asks_for_the_password_and_makes_recovery_codes(cast, sign_in):
    client = sign_in(cast.editor)
    asked = client.get(APP)
    assert (asked.status_code, asked["Location"]) == (302, f"{CONFIRM}?next=%2Faccount%2Fapp%2F")

    set_up_app(client)

    assert kinds(cast.editor) == ["app-added", "codes-made"]
    assert words(client.get(CODES)).count('class="secret"') == 10
    downloaded = client.get(f"{CODES}download/")
    assert downloaded["Content-Type"].startswith("text/plain")
    assert len(downloaded.content.decode().split()) == 10


def test_a_wrong_password_confirms_nothing(cast, sign_in):
    client = sign_in(cast.editor)
    assert "This is not your password." in words(confirm(client, "wrong"))
    assert client.get(APP).status_code == 302
    assert client.post(APP, {"code": "123456"}).status_code == 302
    assert not Authenticator.objects.exists()


def test_a_wrong_code_sets_nothing_up(cast, sign_in):
    client = sign_in(cast.editor)
    confirm(client)
    client.get(APP)
    for wrong in ("000000", "", "x" * 5000, "123 456"):
        assert client.post(APP, {"code": wrong}).status_code == 200
    assert not Authenticator.objects.exists()


def test_secrets_are_sealed_and_in_no_trail(cast, sign_in):
    client = sign_in(cast.editor)
    secret = set_up_app(client)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        stored = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(e::text, ' ') FROM annotations_event e")
        trail = cursor.fetchone()[0]
    for one in (secret, *codes):
        assert one not in stored
        assert one not in trail
    assert "app-added" in trail


def test_with_another_secret_key_no_code_fits(settings):
    sealed = Adapter().encrypt(SECRET)
    assert Adapter().decrypt(sealed) == SECRET
    settings.SECRET_KEY = "another one, as after a move without it"
    assert Adapter().decrypt(sealed) not in ("", SECRET)
    assert Adapter().decrypt(sealed) != Adapter().decrypt(sealed)


# --- the second step --------------------------------------------------------------------------


def test_the_password_alone_opens_nothing(cast, client):
    with_app(cast.editor)
    response = send(client, "editor", next="/claims/")

    assert (response.status_code, response["Location"]) == (302, STEP)
    assert not is_in(client)
    assert client.get("/api/v1/me/").status_code == 401


def test_a_code_opens_and_leads_to_where_one_was_going(cast, client):
    with_app(cast.editor)
    send(client, "editor", next="/claims/")
    response = client.post(STEP, {"code": code_of()})

    assert (response.status_code, response["Location"]) == (302, "/claims/")
    assert is_in(client)
    assert client.session.get_expiry_date()


def test_a_code_opens_once(cast, client):
    with_app(cast.editor)
    code = code_of()
    send(client, "editor")
    client.post(STEP, {"code": code})
    other = Client()
    send(other, "editor")
    assert "This code is not right" in words(other.post(STEP, {"code": code}))
    assert not is_in(other)


@pytest.mark.parametrize("ago", [-3, 3, 1000])
def test_a_code_of_another_time_is_refused(cast, client, ago):
    with_app(cast.editor)
    send(client, "editor")
    client.post(STEP, {"code": code_of(ago=ago)})
    assert not is_in(client)


def test_a_recovery_code_opens_once_and_is_noted(cast, client):
    codes = with_app(cast.editor)
    send(client, "editor")
    assert client.post(STEP, {"code": codes[0]}).status_code == 302
    assert is_in(client)
    assert kinds(cast.editor) == ["code-used"]

    other = Client()
    send(other, "editor")
    other.post(STEP, {"code": codes[0]})
    assert not is_in(other)


def test_guessing_codes_is_slowed_down_for_the_person(cast):
    with_app(cast.editor)
    for _ in range(6):
        client = Client()
        send(client, "editor")
        answer = client.post(STEP, {"code": "000000"})
    assert "Too many" in words(answer)
    client.post(STEP, {"code": code_of()})
    assert not is_in(client)


def test_without_the_password_there_is_no_second_step(cast, client):
    with_app(cast.editor)
    for method in (client.get, client.post):
        assert method(STEP)["Location"] == "/accounts/login/"


# --- removing ---------------------------------------------------------------------------------


def test_the_app_is_removed_with_the_codes(cast, sign_in):
    client = sign_in(cast.editor)
    set_up_app(client)
    assert client.post(f"{APP}remove/").status_code == 302
    assert not Authenticator.objects.exists()
    assert kinds(cast.editor)[-1] == "app-removed"


def test_the_last_factor_of_who_has_to_have_one_stays(cast, sign_in, settings):
    settings.SECOND_FACTOR = "editors"
    client = sign_in(cast.editor)
    set_up_app(client)
    response = client.post(f"{APP}remove/")
    assert "add another one before you remove this" in words(response)
    assert Authenticator.objects.count() == 2


def test_new_codes_end_the_old_ones(cast, sign_in):
    client = sign_in(cast.editor)
    set_up_app(client)
    before = client.get(f"{CODES}download/").content
    assert client.post(f"{CODES}new/").status_code == 302
    assert client.get(f"{CODES}download/").content != before
    assert kinds(cast.editor)[-1] == "codes-made"


def test_nobody_removes_or_sees_anybody_elses(cast, sign_in):
    other = Authenticator.objects.create(
        user=cast.editor, type="webauthn", data={"name": "Hers", "credential": {}}
    )
    client = sign_in(cast.checker)
    confirm(client)
    for method in (client.get, client.post):
        assert method(f"/account/passkeys/remove/?passkey={other.pk}").status_code == 404
    assert client.get(CODES).status_code == 404
    assert Authenticator.objects.count() == 1
    assert not SignInChange.objects.exists()


def test_the_first_factor_ends_the_sessions_begun_without_one(cast, client):
    send(client, "editor")
    elsewhere = Client()
    send(elsewhere, "editor")
    assert is_in(elsewhere)
    set_up_app(client)
    assert is_in(client)
    assert not is_in(elsewhere)


def test_at_an_address_of_numbers_the_page_says_why_there_are_no_passkeys(cast, sign_in):
    client = sign_in(cast.editor)
    message = "Browsers create passkeys only for host names"
    assert message in words(client.get("/account/signing-in/", headers={"Host": "127.0.0.1:8000"}))
    assert message not in words(client.get("/account/signing-in/", headers={"Host": "localhost"}))
