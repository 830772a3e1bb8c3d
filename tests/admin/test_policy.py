"""The panel's pages work under the product's strict content security policy."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from annotations.models import Claim, Desk, Entity, Membership, Rating, Token, User
from tests import factory

# Scripts and styles in the page itself; data that no browser runs is allowed.
INLINE = {
    "script": re.compile(r"<script(?![^>]*\b(src=|type=\"application/json\"))", re.I),
    "style": re.compile(r"<style|<[^>]*\sstyle=", re.I),
    "handler": re.compile(r"<[^>]*\son[a-z]+=", re.I),
    "address": re.compile(r"javascript:", re.I),
    "other host": re.compile(r"<(script|link|img|form)[^>]*(src|href|action)=\"(https?:)?//", re.I),
}


def pages(cast) -> list[str]:
    claim = factory.make_checked_claim(cast)
    rows = {
        Claim: claim.pk,
        Desk: cast.desk.pk,
        Membership: Membership.objects.first().pk,
        Rating: Rating.objects.first().pk,
        User: cast.viewer.pk,
    }
    found = ["admin:index", ("admin:app_list", "annotations")]
    found += [
        f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        for model in admin.site._registry
    ]
    for model, pk in rows.items():
        name = f"admin:annotations_{model._meta.model_name}"
        found += [(f"{name}_change", pk), (f"{name}_history", pk)]
    for model in (Desk, Membership, Rating, User, Entity):
        found.append(f"admin:annotations_{model._meta.model_name}_add")
    found += [
        ("admin:annotations_desk_delete", cast.desk.pk),
        ("admin:auth_user_password_change", cast.viewer.pk),
    ]
    return [
        reverse(name) if isinstance(name, str) else reverse(name[0], args=name[1:])
        for name in found
    ]


def assert_strict(answer, address):
    assert answer.status_code == 200, address
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    for what, pattern in INLINE.items():
        found = pattern.search(answer.content.decode())
        assert not found, f"{address} has an inline {what}: {found.group()}"


@pytest.mark.slow
def test_no_page_of_the_panel_has_anything_inline(cast, sign_in):
    client = sign_in(cast.admin)
    for address in pages(cast):
        assert_strict(client.get(address), address)


def test_the_confirmation_of_an_action_has_nothing_inline(cast, sign_in):
    rows = list(Rating.objects.values_list("pk", flat=True)[:2])
    address = reverse("admin:annotations_rating_changelist")
    chosen = {"action": "delete_selected", "_selected_action": rows}
    assert_strict(sign_in(cast.admin).post(address, chosen), address)


def test_a_table_without_rows_has_nothing_inline(cast, sign_in):
    address = reverse("admin:annotations_token_changelist")
    assert not Token.objects.exists()
    assert_strict(sign_in(cast.admin).get(f"{address}?q=none"), address)
