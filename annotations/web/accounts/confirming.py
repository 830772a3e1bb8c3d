"""Showing that one is who one is: the second step of signing in, and again before changes."""

import json

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from annotations.models import Changed
from annotations.services.accounts.sign_in_changes import record

from .factor_forms import CodeForm, ConfirmByCodeForm, ConfirmForm


class SecondStep(base.AuthenticateView):
    """After the password: a code, or a passkey."""

    form_class, template_name = CodeForm, "account/second_step.html"

    def form_valid(self, form):
        _record_code(form)
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        mine = Authenticator.objects.filter(user=self.stage.login.user)
        return _with_options(super().get_context_data(**kwargs)) | {
            "has_passkeys": mine.filter(type=Authenticator.Type.WEBAUTHN).exists(),
            "has_app": mine.filter(type=Authenticator.Type.TOTP).exists(),
        }


class PasskeySignIn(webauthn.LoginWebAuthnView):
    """By a passkey alone, which is two factors: the device, and what unlocks it."""

    def get(self, request, *args, **kwargs):
        """What the browser asks the device."""
        return JsonResponse(auth.begin_authentication(user=None))

    def form_invalid(self, form):
        messages.error(
            self.request, gettext("This passkey does not open an account here. Use your password.")
        )
        return redirect("account_login")


class Confirm(account.ReauthenticateView):
    """By password."""

    form_class, template_name = ConfirmForm, "account/confirm.html"


class ConfirmByCode(base.ReauthenticateView):
    form_class, template_name = ConfirmByCodeForm, "account/confirm.html"

    def form_valid(self, form):
        _record_code(form)
        return super().form_valid(form)


class ConfirmByPasskey(webauthn.ReauthenticateWebAuthnView):
    template_name = "account/confirm.html"

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        return _with_options(super().get_context_data(**kwargs))


def _record_code(form) -> None:
    """One of the few recovery codes is gone: its person sees when."""
    used = getattr(form, "authenticator", None)
    if used is not None and used.type == Authenticator.Type.RECOVERY_CODES:
        record(actor=form.user, user=form.user, kind=Changed.CODE_USED)


def _with_options(context):
    """What the browser asks the device, as text."""
    return context | {"options": json.dumps(context["js_data"]["request_options"])}
