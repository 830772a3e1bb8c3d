"""Who can sign in by a new password or factor is known to whom the account belongs."""

import time
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.urls import reverse

from annotations.jobs.send_sign_in_changes import send_due
from annotations.models import Changed, SignInChange
from annotations.services.accounts import factors, passwords
from annotations.services.accounts.sign_in_changes import record
from tests.cast import PASSWORD

SECRET = "a new secret for nobody else"


def send() -> int:
    return send_due(time.monotonic() + 10)


@pytest.fixture
def checker(cast):
    cast.checker.email = "checker@example.org"
    cast.checker.save()
    return cast.checker


def test_a_new_password_is_mailed_once_and_holds_no_secret(checker, settings):
    settings.NEWSROOM_URL = "https://desk.example"
    passwords.change(user=checker, password=SECRET)
    assert send() == 1
    assert send() == 0
    [sent] = mail.outbox
    assert sent.to == ["checker@example.org"]
    assert sent.subject == "Newsroom: Password changed"
    assert "“checker”" in sent.body
    assert "https://desk.example" in sent.body
    assert SECRET not in sent.body


def test_it_goes_to_the_address_of_before_somebody_changed_it(checker):
    passwords.change(user=checker, password=SECRET)
    checker.email = "thief@example.org"
    checker.save()
    send()
    assert mail.outbox[0].to == ["checker@example.org"]


@pytest.mark.parametrize("kind", [Changed.APP_ADDED, Changed.PASSKEY_REMOVED, Changed.CODE_USED])
def test_so_is_a_factor_without_the_words_of_whoever_added_it(checker, kind):
    record(actor=checker, user=checker, kind=kind, about="visit https://thief.example")
    assert send() == 1
    assert str(kind.label) in mail.outbox[0].body
    assert "thief" not in mail.outbox[0].body


def test_neither_sessions_nor_people_without_an_address(cast, checker):
    record(actor=checker, user=checker, kind=Changed.SESSION_ENDED)
    passwords.change(user=cast.viewer, password=SECRET)
    assert not SignInChange.objects.due().exists()
    assert send() == 0


def test_a_mail_server_that_refuses_is_asked_again_later(checker, monkeypatch):
    def refuse(self):
        raise SMTPException

    passwords.change(user=checker, password=SECRET)
    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert send() == 0
    row = SignInChange.objects.get()
    assert row.tries == 1
    assert row.due_at is not None
    assert not SignInChange.objects.due().exists()


def test_what_an_administrator_does_is_told_too(cast, checker, sign_in):
    path = reverse("admin:auth_user_password_change", args=[checker.pk])
    client = sign_in(cast.admin)
    client.post(path, {"password1": "x", "password2": "x"})
    assert not SignInChange.objects.exists()
    client.post(path, {"usable_password": "true", "password1": SECRET, "password2": SECRET})
    factors.remove_all(actor=cast.admin, user=checker)  # They had none.
    assert [row.kind for row in SignInChange.objects.all()] == [Changed.PASSWORD_GIVEN]
    assert send() == 1


def by_themselves(cast, sign_in, checker, address: str) -> None:
    sign_in(checker).post("/account/profile/", {
        "display_name": checker.display_name, "email": address, "language": "browser",
        "password": PASSWORD,
    })  # fmt: skip


def by_an_administrator(cast, sign_in, checker, address: str) -> None:
    path = reverse("admin:annotations_user_change", args=[checker.pk])
    client = sign_in(cast.admin)
    form = client.get(path).context["adminform"].form
    sent = {name: form.initial.get(name) or "" for name in form.fields} | {"email": address}
    rows = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    sent |= {f"memberships-{name}": number for name, number in rows.items()}
    assert client.post(path, sent).status_code == 302


@pytest.mark.parametrize("door", [by_themselves, by_an_administrator])
@pytest.mark.parametrize("address", ["thief@example.org", ""])
def test_the_address_before_hears_that_another_came(cast, sign_in, checker, door, address):
    door(cast, sign_in, checker, address)
    checker.refresh_from_db()
    assert checker.email == address
    assert send() == 1
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (
        ["checker@example.org"], "Newsroom: E-mail address changed",
    )  # fmt: skip
    assert "thief" not in sent.body


@pytest.mark.parametrize("door", [by_themselves, by_an_administrator])
def test_who_keeps_their_address_is_not_mailed(cast, sign_in, checker, door):
    door(cast, sign_in, checker, checker.email)
    assert not SignInChange.objects.exists()
