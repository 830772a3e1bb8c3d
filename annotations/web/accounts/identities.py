"""Signing in by the newsroom's identity provider: the way there, the way back, and who that is."""

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from requests import RequestException

from annotations.services.accounts import identities

from .identity_provider import NAME, Flow, Provider, app, nonce_of


class Adapter(DefaultSocialAccountAdapter):
    """One provider, from the environment; no sign-up form, no connections."""

    def get_app(self, request, provider, client_id=None):
        return app()

    def get_provider(self, request, provider, client_id=None):
        return Provider(request, app=app())

    def authenticate_by_email(self, sociallogin):
        return None  # services/accounts/identities.py does.

    def on_authentication_error(self, request, provider, **more):
        raise ImmediateHttpResponse(refused(request, _("The sign-in was not completed.")))

    def pre_social_login(self, request, sociallogin):
        """Known, matched, invited or new; raises ImmediateHttpResponse with what to do else."""
        request.session.pop("oidc_nonce", None)
        if sociallogin.is_existing:
            if not sociallogin.user.is_active:
                raise ImmediateHttpResponse(refused(request, _("This account is closed.")))
            return
        verified = (one.email for one in sociallogin.email_addresses if one.verified)
        user = identities.person_for(
            email=next(verified, ""),
            username=sociallogin.user.username,
            name=sociallogin.user.get_full_name(),
        )
        if user is None:
            message = _("Nobody here signs in with this address. Ask an editor to invite you.")
            raise ImmediateHttpResponse(refused(request, message))
        kept = SocialAccount.objects.create(user=user, provider=NAME, uid=sociallogin.account.uid)
        sociallogin.user, sociallogin.account = user, kept


def begin(request):
    """To the provider; the answer has to fit what is kept in this browser."""
    if not settings.OIDC_ISSUER:
        raise Http404
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    provider, wanted = Provider(request, app=app()), request.GET.get("next", "")
    try:
        return provider.redirect(
            request,
            "login",
            next_url=wanted if get_adapter().is_safe_url(wanted) else None,
            auth_params={"nonce": nonce_of(request)},
        )
    except (RequestException, KeyError, ValueError):
        return refused(request, _("The identity provider does not answer. Use your password."))


def back(request):
    if not settings.OIDC_ISSUER:
        raise Http404
    try:
        return OAuth2CallbackView.adapter_view(Flow(request, NAME))(request)
    except (KeyError, TypeError, ValueError):
        return refused(request, _("The sign-in was not completed."))


def refused(request, reason: str):
    return render(request, "account/identity_refused.html", {"told": reason}, status=403)
