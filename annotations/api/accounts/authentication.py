"""Who calls: a bearer token, or a browser session with CSRF."""

from datetime import timedelta
from typing import Any

from django.db.models.functions import Now
from django.utils.translation import gettext
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions
from rest_framework.permissions import SAFE_METHODS

from annotations import access
from annotations.errors import NotAllowed, SecondFactorMissing
from annotations.models import Scope, Token
from annotations.models.accounts import factors
from annotations.models.prepared import Prepared

from ..shell.early_errors import KeptOut

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
            message = gettext("The token is unknown, expired or revoked.")
            raise exceptions.AuthenticationFailed(message)
        _require_scope(request, token)
        if token.is_use_older_than(USE_RECORDED_EVERY):
            Token.objects.filter(pk=token.pk).update(last_used_at=Now())
        access.know_roles(token.user, token.roles, token.hidden)
        token.user.scopes = token.scopes
        return token.user, token

    def authenticate_header(self, request):
        return 'Bearer realm="newsroom"'


def _require_scope(request, token) -> None:
    """Raises KeptOut for what the token was not made for: reading, or what a view's `scope` says
    that its changes need ("write" without one)."""
    view = request.parser_context.get("view")
    needed = getattr(view, "scope", Scope.WRITE)
    if request.method in SAFE_METHODS:
        needed = Scope.READ
    if needed not in token.scopes:
        message = gettext("This token has no scope “%(scope)s”, which this asks for.")
        raise KeptOut(NotAllowed(message % {"scope": Scope(needed).value}))


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of the browser; changes need the CSRF token."""

    def authenticate(self, request):
        """Raises KeptOut, as pages lead to where one is set up."""
        found = super().authenticate(request)
        if found is not None and factors.lacks_one(found[0]):
            raise KeptOut(SecondFactorMissing())
        return found


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
