"""OpenID Connect with one provider, by allauth, which trusts an ID token that it fetched itself:
here its signature, its issuer and its nonce are looked at as well."""

import hashlib
import hmac
import secrets

import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.urls import reverse

NAME = "oidc"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")
KEPT = "oidc_nonce"


class Flow(OpenIDConnectOAuth2Adapter):
    """The authorization code flow with state, PKCE and nonce."""

    def get_provider(self):
        return Provider(self.request, app=app())

    def get_callback_url(self, request, app):
        return request.build_absolute_uri(reverse("oidc-callback"))

    def complete_login(self, request, app, token, **more):
        """Who it is; raises OAuth2Error for what the provider did not sign for this sign-in."""
        claims = self._claims(app, more["response"].get("id_token") or "")
        if not claims.get("email") and "userinfo_endpoint" in self.openid_config:
            info = self._fetch_user_info(token.token)
            if info.get("sub") != claims["sub"]:
                raise OAuth2Error("the user info is somebody else's")
            claims = info | claims
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _claims(self, app, id_token: str) -> dict:
        try:
            header = jwt.get_unverified_header(id_token)
        except jwt.PyJWTError as error:
            raise OAuth2Error("no ID token") from error
        if header.get("alg") not in ALGORITHMS or not header.get("kid"):
            raise OAuth2Error("the ID token is not signed by a key of the provider")
        if self.openid_config["issuer"].rstrip("/") != settings.OIDC_ISSUER:
            raise OAuth2Error("the provider says that it is another one")
        claims = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if not hmac.compare_digest(str(claims.get("nonce", "")), nonce_of(self.request)):
            raise OAuth2Error("the ID token was made for another sign-in")
        return claims


class Provider(OpenIDConnectProvider):
    """Of what it says of a person nothing is kept but its own id of them."""

    oauth2_adapter_class = Flow

    def extract_extra_data(self, data):
        return {}


def app() -> SocialApp:
    """Newsroom, as the provider knows it."""
    return SocialApp(
        provider="openid_connect",
        provider_id=NAME,
        name=settings.OIDC_NAME,
        client_id=settings.OIDC_CLIENT_ID,
        secret=settings.OIDC_CLIENT_SECRET,
        settings={"server_url": settings.OIDC_ISSUER, "oauth_pkce_enabled": True},
    )


def nonce_of(request) -> str:
    """What an ID token for this browser has to say."""
    kept = request.session.get(KEPT) or request.session.setdefault(KEPT, secrets.token_urlsafe(24))
    return hashlib.sha256(kept.encode()).hexdigest()
