"""Who calls: tokens and sessions."""

import hashlib
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from annotations.models import Claim, Token
from annotations.services.accounts import tokens
from tests.api.calls import API, Caller, nothing_written, refused
from tests.factory import make_claim


def ask(authorization=None):
    headers = {} if authorization is None else {"Authorization": authorization}
    return Client().get(f"{API}desks/", headers=headers)


@pytest.fixture
def secret(cast):
    return tokens.create(actor=None, user=cast.viewer)


def test_the_command_prints_a_token_and_adds_one(cast, capsys):
    printed = []
    for _ in range(2):
        call_command("create_token", "viewer")
        printed.append(capsys.readouterr().out)

    secrets = [line.removesuffix("\n") for line in printed]
    assert all(one.startswith("nr_") and one.split() == [one] for one in secrets)
    assert secrets[0] != secrets[1]
    assert all(ask(f"Bearer {one}").status_code == 200 for one in secrets)
    kept = set(Token.objects.values_list("digest", flat=True))
    assert kept == {hashlib.sha256(one.encode()).hexdigest() for one in secrets}


def test_a_token_is_its_person(cast, secret):
    response = ask(f"Bearer {secret}")

    assert response.status_code == 200
    assert [row["role"] for row in response.json()["results"]] == ["viewer"]


def test_the_scheme_may_be_written_as_one_likes(secret):
    assert [ask(f"{scheme} {secret}").status_code for scheme in ("bearer", "BEARER")] == [200, 200]


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer nr_unknown",
        "Bearer nr_ü",
        "Basic dmlld2VyOng=",
        "Token x",
    ],
)
def test_without_a_token_that_opens_nothing_is_shown(authorization, cast):
    response = ask(authorization)

    refused(response, 401, "not-authenticated")
    assert response["WWW-Authenticate"] == 'Bearer realm="newsroom"'


def test_part_of_a_token_opens_nothing(secret):
    for wrong in (secret[:-1], secret + "x", secret.removeprefix("nr_"), secret.upper()):
        refused(ask(f"Bearer {wrong}"), 401, "not-authenticated")


def test_a_digest_opens_nothing(secret):
    refused(ask(f"Bearer {Token.objects.get().digest}"), 401, "not-authenticated")


@pytest.mark.parametrize("ended", ["revoked", "expired", "person left"])
def test_a_token_that_has_ended_opens_nothing(ended, cast, secret):
    assert ask(f"Bearer {secret}").status_code == 200
    if ended == "revoked":
        tokens.revoke(actor=cast.admin, token=Token.objects.get())
    elif ended == "expired":
        Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        cast.viewer.is_active = False
        cast.viewer.save()

    refused(ask(f"Bearer {secret}"), 401, "not-authenticated")


def test_a_token_with_a_time_to_come_opens(cast):
    until = timezone.now() + timedelta(hours=1)
    secret = tokens.create(actor=None, user=cast.viewer, expires_at=until)

    assert ask(f"Bearer {secret}").status_code == 200


def test_its_use_is_recorded_now_and_then(secret):
    ask(f"Bearer {secret}")
    first = Token.objects.get().last_used_at
    ask(f"Bearer {secret}")
    assert Token.objects.get().last_used_at == first

    Token.objects.update(last_used_at=first - timedelta(minutes=5))
    ask(f"Bearer {secret}")
    assert Token.objects.get().last_used_at > first - timedelta(minutes=5)


def test_a_bad_token_is_not_made_good_by_a_session(cast, sign_in):
    client = sign_in(cast.viewer)
    response = client.get(f"{API}desks/", headers={"Authorization": "Bearer nr_unknown"})

    refused(response, 401, "not-authenticated")


def test_who_left_the_desk_sees_it_no_more(cast, secret):
    cast.viewer.memberships.all().delete()

    assert ask(f"Bearer {secret}").json()["results"] == []


def test_a_session_reads_and_writes_with_its_csrf_token(cast, sign_in):
    claim = make_claim(cast)
    client = sign_in(cast.reporter)
    client.handler.enforce_csrf_checks = True
    path = f"{API}claims/{claim.pk}/"
    assert client.get(path).status_code == 200

    for send, url in ((client.post, f"{path}take/"), (client.patch, path), (client.delete, path)):
        with nothing_written():
            refused(send(url, headers={"If-Match": '"1"'}), 403, "not-allowed")
    client.get("/articles/")
    csrf = client.cookies["newsroom_csrf"].value
    response = client.post(
        f"{path}take/", content_type="application/json", headers={"X-CSRFToken": csrf}
    )
    assert response.status_code == 200, response.content
    assert Claim.objects.get().assignee == cast.reporter


def test_a_token_needs_no_csrf(cast):
    claim = make_claim(cast)
    caller = Caller(cast.reporter)
    caller.client = Client(enforce_csrf_checks=True)

    assert caller.post(f"claims/{claim.pk}/take/").status_code == 200


def test_who_signed_out_is_nobody(cast, sign_in):
    client = sign_in(cast.viewer)
    client.logout()

    refused(client.get(f"{API}desks/"), 401, "not-authenticated")
