"""Who calls: a bearer token, or a browser session with CSRF."""

from datetime import timedelta
from typing import Any

from django.db.models.functions import Now
from django.utils.translation import gettext
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions

from annotations import access
from annotations.models import Token
from annotations.models.prepared import Prepared

# Recording every use would turn each read into a write.
USE_RECORDED_EVERY = timedelta(minutes=1)
# Rows of Token with the `roles` of their person.
BY_DIGEST: Prepared[Any] = Prepared(
    lambda digest: Token.objects.filter(digest=digest).valid().with_person()
)


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer nr_…`; the token's person is the user."""

    def authenticate(self, request):
        header = authentication.get_authorization_header(request).decode("latin-1")
        scheme, _, secret = header.partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = BY_DIGEST.first(Token.digest_of(secret.strip()))
        if token is None:
            told = gettext("The token is unknown, expired or revoked.")
            raise exceptions.AuthenticationFailed(told)
        if token.is_use_older_than(USE_RECORDED_EVERY):
            Token.objects.filter(pk=token.pk).update(last_used_at=Now())
        access.know_roles(token.user, token.roles)
        return token.user, token

    def authenticate_header(self, request):
        return 'Bearer realm="newsroom"'


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of the browser; changes need the CSRF token."""


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "bearerFormat": "nr_…"}


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = SessionAuthentication
    name = "session"

    def get_security_definition(self, auto_schema):
        return {"type": "apiKey", "in": "cookie", "name": "newsroom_session"}
