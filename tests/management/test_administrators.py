"""Django's commands for people: no way round the rules for passwords."""

import getpass

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from annotations.models import Token, User
from annotations.services.accounts import tokens

pytestmark = pytest.mark.django_db
GOOD = "a long password"


@pytest.mark.parametrize("weak", ["123", "password", "margaret1"])
def test_createsuperuser_takes_no_weak_password_from_the_environment(monkeypatch, weak):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", weak)

    with pytest.raises(CommandError, match=r"password"):
        call_command(
            "createsuperuser", username="margaret", email="m@example.org", interactive=False
        )
    assert not User.objects.exists()


def test_createsuperuser_takes_a_good_one(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", GOOD)
    call_command("createsuperuser", username="ada", email="a@example.org", interactive=False)

    assert authenticate(username="ada", password=GOOD).is_superuser


def test_changepassword_asks_again_and_ends_the_tokens(cast, monkeypatch, capsys):
    tokens.create(actor=None, user=cast.viewer)
    typed = iter(["123", "123", GOOD, GOOD])
    monkeypatch.setattr(getpass, "getpass", lambda prompt: next(typed))
    call_command("changepassword", "viewer")

    assert "too short" in capsys.readouterr().err
    assert authenticate(username="viewer", password=GOOD) == cast.viewer
    assert not Token.objects.valid().exists()
