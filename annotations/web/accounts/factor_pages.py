"""The pages on which people set up, see and remove their second factors: allauth's views."""

import ipaddress
import json

from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse_lazy

from annotations import access
from annotations.errors import NotFound
from annotations.models import Changed
from annotations.models.accounts import factors
from annotations.services.accounts import sessions
from annotations.services.accounts.sign_in_changes import record

from .factor_forms import AppForm, PasskeyForm

FACTORS = reverse_lazy("mfa_index")


class AddApp(totp.ActivateTOTPView):
    form_class, template_name = AppForm, "account/app_add.html"

    def form_valid(self, form):
        return _added(self, form, super().form_valid, Changed.APP_ADDED)


class RemoveApp(totp.DeactivateTOTPView):
    template_name, success_url = "account/factor_remove.html", FACTORS

    def form_valid(self, form):
        with transaction.atomic():
            _record(self, Changed.APP_REMOVED)
            return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"is_app": True}


class AddPasskey(webauthn.AddWebAuthnView):
    form_class, template_name = PasskeyForm, "account/passkey_add.html"

    def form_valid(self, form):
        name = form.cleaned_data["name"]
        return _added(self, form, super().form_valid, Changed.PASSKEY_ADDED, name)

    def get_context_data(self, **kwargs):
        """Asks for a passkey that can sign in alone; a plain security key is taken as well."""
        context = super().get_context_data(**kwargs)
        options = context["js_data"]["creation_options"]
        wanted = {"residentKey": "preferred", "requireResidentKey": False}
        options["publicKey"]["authenticatorSelection"] = wanted | {"userVerification": "preferred"}
        can = can_have_passkeys(self.request)
        return context | {"options": json.dumps(options), "can_have_passkeys": can}


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """The one that `?passkey=` names."""

    template_name, success_url = "account/factor_remove.html", FACTORS

    def dispatch(self, request, *args, **kwargs):
        if "passkey" not in request.GET:
            return redirect(FACTORS)
        return super().dispatch(request, *args, **kwargs)

    def get_object(self, queryset=None):
        """Raises NotFound for anybody else's."""
        pk = access.number_of(self.request.GET["passkey"])
        found = self.get_queryset().filter(pk=pk).first()
        if found is None:
            raise NotFound
        return found

    def form_valid(self, form):
        """Raises PermissionDenied for the last factor of somebody who has to have one."""
        if not get_adapter().can_delete_authenticator(self.get_object()):
            raise PermissionDenied
        with transaction.atomic():
            _record(self, Changed.PASSKEY_REMOVED, self.get_object().wrap().name)
            return super().form_valid(form)

    def get_context_data(self, **kwargs):
        is_kept = not get_adapter().can_delete_authenticator(self.object)
        return super().get_context_data(**kwargs) | {"passkey": self.object.wrap(), "kept": is_kept}


class RecoveryCodes(recovery.ViewRecoveryCodesView):
    template_name = "account/recovery_codes.html"


class NewRecoveryCodes(recovery.GenerateRecoveryCodesView):
    template_name = "account/recovery_codes_new.html"

    def form_valid(self, form):
        with transaction.atomic():
            _record(self, Changed.CODES_MADE)
            return super().form_valid(form)


class DownloadRecoveryCodes(recovery.DownloadRecoveryCodesView):
    template_name = "account/recovery_codes.txt"


def _added(view, form, add, kind: Changed, about: str = ""):
    """With the first factor all sessions end that were begun without one."""
    user = view.request.user
    is_first = not factors.has_one(user)
    with transaction.atomic():
        response = add(form)
        _record(view, kind, about)
        if view.did_generate_recovery_codes:
            _record(view, Changed.CODES_MADE)
        if is_first:
            kept = view.request.session.session_key
            sessions.end_others(user=user, kept=kept, is_told=False)
    return response


def _record(view, kind: Changed, about: str = "") -> None:
    record(actor=view.request.user, user=view.request.user, kind=kind, about=about)


def can_have_passkeys(request) -> bool:
    """Browsers make them for names, not for numbers: for `localhost`, not for 127.0.0.1."""
    try:
        ipaddress.ip_address(request.get_host().rsplit(":", 1)[0].strip("[]"))
    except ValueError:
        return True
    return False
