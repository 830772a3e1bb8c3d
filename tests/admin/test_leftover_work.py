"""Whoever is deactivated, demoted or removed in the panel leaves no work behind unsaid."""

import pytest
from django.urls import reverse

from annotations.models import Membership, Token
from annotations.services.accounts import tokens
from annotations.services.claims import workflow
from tests.factory import make_claim


@pytest.fixture
def client(cast, sign_in):
    workflow.take(actor=cast.checker, claim_id=make_claim(cast).pk)
    tokens.create(actor=cast.checker, user=cast.checker, name="Import")
    return sign_in(cast.admin)


def told(response) -> str:
    return response.content.decode()


def role(cast) -> Membership:
    return Membership.objects.get(desk=cast.desk, user=cast.checker)


def test_a_person_who_is_deactivated(cast, client):
    path = reverse("admin:annotations_user_change", args=[cast.checker.pk])
    row = role(cast)
    sent = {
        "username": "checker", "memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 1,
        "memberships-0-id": row.pk, "memberships-0-user": cast.checker.pk,
        "memberships-0-desk": cast.desk.pk, "memberships-0-role": "checker",
    }  # fmt: skip
    answer = client.post(path, sent, follow=True)
    cast.checker.refresh_from_db()
    assert not cast.checker.is_active
    assert "1 claim to check" in told(answer)
    assert f"/desks/{cast.desk.pk}/members/hand-over/?user={cast.checker.pk}" in told(answer)


def test_a_role_that_is_lowered_or_removed(cast, client):
    row = role(cast)
    path = reverse("admin:annotations_membership_change", args=[row.pk])
    sent = {"user": cast.checker.pk, "desk": cast.desk.pk, "role": "viewer"}
    assert "1 claim to check" in told(client.post(path, sent, follow=True))
    assert Token.objects.valid().exists()

    path = reverse("admin:annotations_membership_delete", args=[row.pk])
    assert "1 claim to check" in told(client.post(path, {"post": "yes"}, follow=True))
    assert not Token.objects.valid().exists()
