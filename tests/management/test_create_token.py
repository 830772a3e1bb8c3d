"""`create_token`: a key for a program, shown once."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from annotations.models import Token


def create_token(*words) -> str:
    out = io.StringIO()
    call_command("create_token", *words, stdout=out)
    return out.getvalue().strip()


def status(client, secret: str) -> int:
    return client.get(
        "/api/v1/articles/", headers={"Authorization": f"Bearer {secret}"}
    ).status_code


def test_the_printed_line_opens_the_api_for_this_person(cast, client):
    secret = create_token("viewer", "--name", "nightly export")

    assert status(client, secret) == 200
    token = Token.objects.get()
    assert (token.user, token.name, token.expires_at) == (cast.viewer, "nightly export", None)


def test_the_secret_itself_is_kept_nowhere(cast):
    secret = create_token("viewer")
    [row] = Token.objects.values()

    assert secret.startswith("nr_")
    assert len(secret) > 40
    assert not any(secret in str(value) for value in row.values())


def test_every_token_is_another(cast):
    assert create_token("viewer") != create_token("viewer")
    assert Token.objects.count() == 2


def test_a_token_of_some_days_ends_by_itself(cast, client):
    secret = create_token("viewer", "--days", "7")

    left = Token.objects.get().expires_at - timezone.now()
    assert timedelta(days=6.9) < left <= timedelta(days=7)
    assert status(client, secret) == 200
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert status(client, secret) == 401


@pytest.mark.parametrize("name", ["nobody", "", "VIEWER", "viewer "])
def test_an_unknown_person_is_one_clear_sentence(cast, name):
    with pytest.raises(CommandError, match=f"no active person called '{name}'"):
        create_token(name)
    assert not Token.objects.exists()


def test_a_person_who_left_gets_no_token_and_an_old_one_opens_nothing(cast, client):
    secret = create_token("viewer")
    cast.viewer.is_active = False
    cast.viewer.save()

    with pytest.raises(CommandError, match="no active person"):
        create_token("viewer")
    assert status(client, secret) == 401


@pytest.mark.parametrize("words", [(), ("viewer", "--days", "soon"), ("viewer", "checker")])
def test_a_command_line_that_is_wrong_makes_no_token(cast, words):
    with pytest.raises(CommandError):
        create_token(*words)
    assert not Token.objects.exists()
