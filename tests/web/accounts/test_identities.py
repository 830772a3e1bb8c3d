"""Signing in by the newsroom's identity provider, which is served on loopback here."""

from collections.abc import Iterator

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client

from annotations.models import Membership, User
from annotations.services.accounts import invitations
from tests.cast import PASSWORD
from tests.web.accounts.factors import code_of, with_app
from tests.web.accounts.provider import (
    CLIENT,
    SECRET,
    OpenIDProvider,
    new_key,
    open_provider,
)
from tests.web.accounts.test_sign_in import is_in

BEGIN, BACK = "/accounts/oidc/", "/accounts/oidc/callback/"


@pytest.fixture
def provider(settings, db) -> Iterator[OpenIDProvider]:
    cache.clear()
    with open_provider() as provider:
        settings.OIDC_ISSUER, settings.OIDC_NAME = provider.url, "Staff"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        settings.OIDC_MATCH_EMAIL = True
        yield provider


@pytest.fixture
def person(cast) -> User:
    User.objects.filter(pk=cast.viewer.pk).update(email="Vera@example.org")
    return User.objects.get(pk=cast.viewer.pk)


def come(client, provider, *, begin=BEGIN, **changed):
    """To the provider and back; `changed` is what the browser brings back otherwise."""
    there = client.get(begin)
    assert there.status_code == 302, there.content.decode()
    assert there["Location"].startswith(f"{provider.url}/authorize?")
    brought = provider.authorize(there["Location"]) | changed
    return client.get(BACK, {name: value for name, value in brought.items() if value is not None})


def test_a_person_is_matched_by_verified_address_and_known_afterwards(
    person, provider, client, settings
):
    response = come(client, provider, begin=f"{BEGIN}?next=/claims/")
    assert (response.status_code, response["Location"]) == (302, "/claims/")
    assert int(client.session["_auth_user_id"]) == person.pk
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.uid, kept.extra_data) == (person, "person-1", {})

    settings.OIDC_MATCH_EMAIL = False
    provider.claims = {"email": "moved@example.org"}
    again = Client()
    come(again, provider)
    assert is_in(again)
    assert SocialAccount.objects.count() == 1


def test_it_leads_to_no_other_site(person, provider, client):
    response = come(client, provider, begin=f"{BEGIN}?next=https://evil.example/")
    assert response["Location"] == "/"


def test_the_second_factor_is_asked_all_the_same(person, provider, client):
    with_app(person)
    assert come(client, provider)["Location"] == "/accounts/second-step/"
    assert not is_in(client)
    client.post("/accounts/second-step/", {"code": code_of()})
    assert is_in(client)


BAD = {
    "another key": {"signed_by": new_key()},
    "no signature": {"algorithm": "none"},
    "the secret as key": {"algorithm": "HS256"},
    "another nonce": {"claims": {"nonce": "0" * 64}},
    "no nonce": {"claims": {"nonce": None}},
    "another audience": {"claims": {"aud": "somebody else"}},
    "another issuer": {"claims": {"iss": "https://evil.example"}},
    "too late": {"claims": {"exp": 1}},
    "nobody": {"claims": {"sub": None}},
    "unverified": {"claims": {"email_verified": False}},
    "verified in no word": {"claims": {"email_verified": None}},
    "no address": {"claims": {"email": None}},
    "a stranger": {"claims": {"email": "stranger@example.org"}},
    "a used code": {"is_code_good": False},
    "says it is another": {"says_of_itself": {"issuer": "https://evil.example"}},
    "user info of another": {
        "claims": {"email": None},
        "info": {"sub": "person-2", "email": "vera@example.org", "email_verified": True},
    },
}


@pytest.mark.parametrize("how", BAD)
def test_what_is_not_right_lets_nobody_in(person, provider, client, how):
    for name, value in BAD[how].items():
        setattr(provider, name, value)
    response = come(client, provider)

    assert response.status_code == 403
    assert "You are not signed in" in response.content.decode()
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_an_address_in_the_user_info_of_the_same_person_does(person, provider, client):
    provider.claims = {"email": None, "email_verified": None}
    provider.info = {"sub": "person-1", "email": "vera@example.org", "email_verified": True}
    come(client, provider)
    assert is_in(client)


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "forged"},
        {"state": None},
        {"code": None},
        {"code": None, "error": "access_denied"},
    ],
)
def test_an_answer_that_nobody_asked_for_lets_nobody_in(person, provider, client, changed):
    assert come(client, provider, **changed).status_code == 403
    assert not is_in(client)


def test_an_answer_for_another_browser_lets_nobody_in(person, provider, client):
    brought = provider.authorize(client.get(BEGIN)["Location"])
    other = Client()
    assert other.get(BACK, brought).status_code == 403
    assert not is_in(other)


def test_an_answer_is_taken_once(person, provider, client):
    brought = provider.authorize(client.get(BEGIN)["Location"])
    client.get(BACK, brought)
    client.post("/accounts/logout/")
    assert client.get(BACK, brought).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("why", ["left", "two", "unmatched"])
def test_an_address_that_names_nobody_for_certain_lets_nobody_in(
    cast, person, provider, client, settings, why
):
    if why == "left":
        User.objects.filter(pk=person.pk).update(is_active=False)
    if why == "two":
        User.objects.filter(pk=cast.editor.pk).update(email="vera@example.org")
    if why == "unmatched":
        settings.OIDC_MATCH_EMAIL, settings.OIDC_NEW_PEOPLE = False, True
    assert come(client, provider).status_code == 403
    assert not is_in(client)


def test_who_left_is_let_in_no_more(person, provider, client):
    come(Client(), provider)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert come(client, provider).status_code == 403
    assert not is_in(client)


def test_nobody_makes_an_account_unless_the_setting_says_so(cast, provider, client, settings):
    provider.claims = {"email": "new@example.org", "preferred_username": "editor", "name": "N. Ew"}
    assert come(client, provider).status_code == 403

    settings.OIDC_NEW_PEOPLE = True
    come(client, provider)
    user = User.objects.get(email="new@example.org")
    assert (user.username, str(user), user.has_usable_password()) == ("editor2", "N. Ew", False)
    assert user.roles() == {}


def test_who_is_invited_joins(cast, provider, client):
    invitations.invite(
        actor=cast.editor,
        desk_id=cast.desk.pk,
        language="en-gb",
        email="New@example.org",
        role="checker",
        origin="https://newsroom.example",
    )
    provider.claims = {"email": "new@example.org"}
    come(client, provider)
    assert is_in(client)
    member = Membership.objects.get(user__email="new@example.org")
    assert (member.desk, member.role) == (cast.desk, "checker")


def test_who_writes_a_colleagues_address_does_not_get_them_into_their_own_account(
    cast, provider, client, sign_in
):
    profile = {"email": "new@example.org", "language": "browser", "password": PASSWORD}
    assert sign_in(cast.viewer).post("/account/profile/", profile).status_code == 302
    assert User.objects.get(email="new@example.org") == cast.viewer
    provider.claims = {"email": "new@example.org"}
    assert come(client, provider).status_code == 403
    assert not SocialAccount.objects.exists()


def test_an_invitation_of_who_cannot_invite_any_more_lets_nobody_in(cast, provider, client):
    invitations.invite(
        actor=cast.editor, desk_id=cast.desk.pk, language="en-gb", email="new@example.org",
        role="checker", origin="https://newsroom.example",
    )  # fmt: skip
    User.objects.filter(pk=cast.editor.pk).update(is_active=False)
    provider.claims = {"email": "new@example.org"}
    assert come(client, provider).status_code == 403
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_provider_that_is_away_is_told(provider, client, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    response = client.get(BEGIN)
    assert response.status_code == 403
    assert "does not answer" in response.content.decode()


def test_without_one_there_is_no_button_and_no_page(cast, client, settings):
    assert "/accounts/oidc/" not in client.get("/accounts/login/").content.decode()
    assert [client.get(path).status_code for path in (BEGIN, BACK)] == [404, 404]


def test_with_one_the_button_has_its_name(provider, client):
    assert "Sign in with Staff" in client.get("/accounts/login/").content.decode()
