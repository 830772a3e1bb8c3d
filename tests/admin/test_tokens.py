"""Tokens are made in the panel: the secret is shown once, to an administrator."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from annotations.models import Token, User

from .test_changes import newest_event, of


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.admin)


def make(client, person, **more):
    form = {"user": person.pk, "name": "Archive", "expires_at_0": "", "expires_at_1": ""}
    return client.post(of(Token, "add"), {"scopes": ["read"]} | form | more)


def secret_on(page) -> str:
    return re.search(r'<code id="secret">(nr_[\w-]+)</code>', page.content.decode())[1]


def test_its_secret_is_shown_once_and_opens_the_api(cast, client):
    page = make(client, cast.reporter)
    secret = secret_on(page)
    token = Token.objects.get()

    assert "no-store" in page["Cache-Control"]
    assert (token.user, token.name, token.scopes) == (cast.reporter, "Archive", ["read"])
    answer = client.get("/api/v1/me/", headers={"Authorization": f"Bearer {secret}"})
    assert answer.json()["username"] == cast.reporter.username
    for address in (of(Token), of(Token, "change", token.pk), of(Token, "history", token.pk)):
        assert secret not in client.get(address).content.decode()
    assert newest_event("token").actor_id == cast.admin.pk


def test_who_is_gone_gets_none_and_none_is_over_already(cast, client):
    User.objects.filter(pk=cast.viewer.pk).update(is_active=False)
    yesterday = f"{timezone.now() - timedelta(days=1):%Y-%m-%d}"
    for page in (
        make(client, cast.viewer),
        make(client, cast.reporter, expires_at_0=yesterday, expires_at_1="12:00"),
    ):
        assert page.status_code == 200
        assert page.context["errors"]
    assert not Token.objects.exists()


def test_staff_who_may_add_tokens_by_django_become_nobody_by_it(cast, sign_in):
    staff = User.objects.create_user("staff", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(codename__endswith="_token"))

    assert make(sign_in(staff), cast.admin).status_code == 403
    assert not Token.objects.exists()


def test_a_token_is_not_changed_later(cast, client):
    make(client, cast.reporter)
    token = Token.objects.get()

    assert client.post(of(Token, "change", token.pk), {"name": "Other"}).status_code == 403
