"""A forgotten password: a link by mail, and nobody learns whose address is known."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from annotations.jobs import send_reset
from annotations.models import User
from annotations.services.accounts import tokens
from annotations.work import wakeup
from tests.cast import PASSWORD
from tests.web.accounts.test_sign_in import is_in, send

ASK = "/accounts/password/reset/"
NEW = "a long and rainy night in Minsk"


@pytest.fixture(autouse=True)
def rung(monkeypatch, db) -> list[tuple]:
    """What workers were asked to send."""
    cache.clear()
    rung: list[tuple] = []
    monkeypatch.setattr(wakeup, "send_reset", lambda *given: rung.append(given))
    return rung


@pytest.fixture
def person(cast) -> User:
    User.objects.filter(pk=cast.viewer.pk).update(email="Vera@example.org")
    return User.objects.get(pk=cast.viewer.pk)


def ask(client, email="vera@example.org"):
    return client.post(ASK, {"email": email})


def mailed(email="vera@example.org") -> str:
    """The path of the link in the mail that a worker sends."""
    assert send_reset.send(email, "https://newsroom.example", "en-gb") == 1
    return re.search(r"https://newsroom\.example(/\S+)", mail.outbox[-1].body)[1]


def opened(client, link: str) -> str:
    """Where the form is, at an address without the key."""
    response = client.get(link)
    assert response.status_code == 302
    return response["Location"]


def set_password(client, form: str, password=NEW, again=None):
    return client.post(form, {"password1": password, "password2": again or password})


def test_the_link_leads_to_the_site_whatever_host_was_asked(person, settings):
    settings.NEWSROOM_URL = "https://desk.example"
    send_reset.send("vera@example.org", "https://newsroom.example", "en-gb")
    assert "https://desk.example/accounts/password/reset/" in mail.outbox[-1].body
    assert "newsroom.example" not in mail.outbox[-1].body


def test_a_link_sets_a_new_password_and_ends_sessions_and_tokens(person, client):
    elsewhere = Client()
    elsewhere.force_login(person)
    tokens.create(actor=None, user=person)
    form = opened(client, mailed())
    response = set_password(client, form)

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/")
    assert not is_in(client)
    assert not is_in(elsewhere)
    assert not person.tokens.valid().exists()
    send(client, "viewer", NEW)
    assert is_in(client)
    assert list(person.sign_in_changes.values_list("kind", flat=True)) == ["password-reset"]


def test_the_mail_goes_to_the_address_as_its_person_wrote_it(person):
    mailed("VERA@EXAMPLE.ORG")
    assert mail.outbox[-1].to == ["Vera@example.org"]


def test_a_link_opens_once(person, client):
    link = mailed()
    set_password(client, opened(client, link))
    for other in (client, Client()):
        response = other.get(link)
        assert response.status_code == 200
        assert "This link was already used, or it has expired." in response.content.decode()


@pytest.mark.parametrize(
    "change", ["key", "person", "nobody", "late", "left", "moved", "signed-in"]
)
def test_a_link_that_is_not_right_opens_nothing(cast, person, client, settings, change):
    link = mailed()
    if change == "key":
        link = link[:-2] + ("a/" if link[-2] != "a" else "b/")
    if change == "person":
        link = link.replace("/reset/", "/reset/1", 1)
    if change == "nobody":
        link = "/accounts/password/reset/!!/x/"
    if change == "late":
        settings.PASSWORD_RESET_TIMEOUT = -1
    if change == "left":
        User.objects.filter(pk=person.pk).update(is_active=False)
    if change == "moved":
        User.objects.filter(pk=person.pk).update(email="new@example.org")
    if change == "signed-in":
        send(Client(), "viewer", PASSWORD)
    assert "This link was already used, or it has expired." in client.get(link).content.decode()


@pytest.mark.parametrize("password", ["short", "12345678901", "viewer-1", "x" * 5000])
def test_a_password_that_breaks_a_rule_is_refused(person, client, password):
    form = opened(client, mailed())
    assert set_password(client, form, password).status_code == 422
    assert set_password(client, form, NEW, "another").status_code == 422
    send(client, "viewer", PASSWORD)
    assert is_in(client)


def test_a_known_address_and_an_unknown_one_are_answered_alike(person, rung):
    answers = []
    for email in ("vera@example.org", "nobody@example.org"):
        client = Client()
        response = ask(client, email)
        page = client.get(response["Location"])
        answers.append((response.status_code, response.content, _headers(response), shown(page)))
    assert answers[0] == answers[1]
    assert [email for email, *_ in rung] == ["vera@example.org", "nobody@example.org"]
    assert mail.outbox == []  # Only a worker looks who that is.


def shown(page) -> list[str]:
    return [line for line in page.content.decode().splitlines() if "csrf" not in line.lower()]


def _headers(response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name != "X-Request-ID"}


def test_who_has_no_password_or_left_gets_no_mail(cast, person):
    person.set_unusable_password()
    person.save()
    User.objects.filter(pk=cast.editor.pk).update(email="e@example.org", is_active=False)
    for email in ("vera@example.org", "e@example.org", "nobody@example.org", ""):
        assert send_reset.send(email, "https://newsroom.example", "en-gb") == 0
    assert mail.outbox == []


def test_asking_again_and_again_is_slowed_down_alike(person, rung):
    for email in ("vera@example.org", "nobody@example.org"):
        assert [ask(Client(), email).status_code for _ in range(6)] == [302] * 5 + [429]
    assert len(rung) == 10


def test_what_is_no_address_is_refused(client, rung):
    for wrong in (
        "",
        "vera",
        "a@b",
        "x" * 300 + "@example.org",
        "a@example.org\nBcc: b@example.org",
    ):
        assert ask(client, wrong).status_code == 422
    assert rung == []
