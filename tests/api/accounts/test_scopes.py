"""What a token opens, within what its person may do: asked at the door."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from annotations.api.urls import v1
from annotations.errors import Invalid
from annotations.models import Desk, Scope, Token
from annotations.services.accounts import tokens
from tests.api.calls import nothing_written

API = "/api/v1/"


def ask(user, scopes, method, path, body=None):
    secret = tokens.create(actor=None, user=user, scopes=scopes)
    call = getattr(Client(), method)
    headers = {"Authorization": f"Bearer {secret}"}
    if method == "get":
        return call(API + path, headers=headers)
    return call(API + path, body or {}, content_type="application/json", headers=headers)


def article(cast) -> dict:
    return {"desk": cast.desk.slug, "headline": "Bridges", "text": "We counted 41."}


def test_reading_takes_the_scope_of_reading(cast):
    assert ask(cast.editor, ["read"], "get", "articles/").status_code == 200
    for scopes in (["write"], ["desk"], ["write", "desk"]):
        response = ask(cast.editor, scopes, "get", "articles/")
        assert response.status_code == 403
        assert response.json()["type"] == "/problems/not-allowed"
        assert "“read”" in response.json()["detail"]


def test_writing_takes_the_scope_of_writing(cast):
    with nothing_written():
        for scopes in (["read"], ["read", "desk"]):
            response = ask(cast.editor, scopes, "post", "articles/", article(cast))
            assert response.status_code == 403
            assert "“write”" in response.json()["detail"]
            Token.objects.all().delete()
    assert ask(cast.editor, ["write"], "post", "articles/", article(cast)).status_code == 201


def test_keeping_a_desk_takes_its_own(cast):
    desk = {"name": "Culture", "slug": "culture"}
    assert ask(cast.admin, ["read", "write"], "post", "desks/", desk).status_code == 403
    assert not Desk.objects.filter(slug="culture").exists()
    assert ask(cast.admin, ["desk"], "post", "desks/", desk).status_code == 201


def test_a_scope_gives_nothing_that_the_person_may_not(cast):
    desk = {"name": "Culture", "slug": "culture"}
    assert ask(cast.editor, list(Scope.values), "post", "desks/", desk).status_code == 403


@pytest.mark.parametrize("route", [route for route, _ in v1 if "<" not in route])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_reading_token_changes_nothing_anywhere(cast, route, method):
    assert ask(cast.editor, ["read"], method, route).status_code == 403


def test_members_invitations_feeds_and_rules_are_of_the_desk():
    of_desk = {route for route, view in v1 if getattr(view.cls, "scope", None) == Scope.DESK}
    for beginning in ("feeds/", "tagging-rules/", "desks/"):
        assert any(route.startswith(beginning) for route in of_desk), beginning
    assert not any(route.startswith(("claims/", "articles/")) for route in of_desk)


def test_the_caller_is_told_what_is_open(cast):
    assert ask(cast.viewer, ["read", "desk"], "get", "me/").json()["scopes"] == ["read", "desk"]
    client = Client()
    client.force_login(cast.viewer)
    assert client.get(f"{API}me/").json()["scopes"] == list(Scope.values)


def test_the_docs_answer_a_token_without_reading_as_the_rest_does(cast):
    secret = tokens.create(actor=None, user=cast.viewer, scopes=["write"])
    headers = {"Authorization": f"Bearer {secret}"}
    for path in ("/api/schema/", "/api/docs/"):
        assert Client().get(path, headers=headers).status_code == 403


def test_no_other_scope_is_kept(cast):
    for scopes in ([], ["root"], ["read", "root"]):
        with pytest.raises(Invalid):
            tokens.create(actor=None, user=cast.viewer, scopes=scopes)
        with pytest.raises(IntegrityError), transaction.atomic():
            Token.objects.create(user=cast.viewer, digest="x", scopes=scopes)


def test_the_command_takes_scopes(cast, capsys):
    call_command("create_token", "viewer", "--scope", "read", "--scope", "desk")
    assert Token.objects.get().scopes == ["read", "desk"]
    with pytest.raises(CommandError):
        call_command("create_token", "viewer", "--scope", "root")
    capsys.readouterr()
