"""Removing the second factors of somebody who lost theirs."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client

from annotations.errors import NotAllowed
from annotations.models import Event
from annotations.services.accounts import factors
from tests.web.accounts.factors import with_app
from tests.web.accounts.test_sign_in import is_in, send


def test_an_administrator_removes_them_and_sessions_end(cast):
    elsewhere = Client()
    send(elsewhere, "editor")
    with_app(cast.editor)
    assert factors.remove_all(actor=cast.admin, user=cast.editor) == 2

    assert not Authenticator.objects.exists()
    assert not is_in(elsewhere)
    assert cast.editor.sign_in_changes.get().kind == "factors-reset"
    assert Event.objects.filter(table="signinchange").latest("pk").actor_id == cast.admin.pk
    assert factors.remove_all(actor=cast.admin, user=cast.editor) == 0


@pytest.mark.parametrize("who", ["viewer", "editor", "stranger"])
def test_nobody_else_does(cast, who):
    with_app(cast.editor)
    with pytest.raises(NotAllowed):
        factors.remove_all(actor=cast.by_role(who), user=cast.editor)
    assert Authenticator.objects.count() == 2


def test_the_panel_does_it_for_those_that_are_ticked(cast, sign_in):
    with_app(cast.editor)
    with_app(cast.checker)
    given = {"action": "remove_factors", ACTION_CHECKBOX_NAME: [cast.editor.pk]}
    sign_in(cast.admin).post("/admin/annotations/user/", given)
    assert set(Authenticator.objects.values_list("user", flat=True)) == {cast.checker.pk}
