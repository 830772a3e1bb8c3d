"""Tokens: a program's key to act as a person."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotFound
from annotations.models import Token, User
from annotations.models.accounts.people import SCOPES
from annotations.models.base import longest

from ..transactions import acting, clean_line


def create(
    *,
    actor: User | None,
    user: User,
    name: str = "",
    expires_at: datetime | None = None,
    scopes: Iterable[str] = SCOPES,
) -> str:
    """Add a token and return its secret, which is shown this once and stored only as a digest.

    Raises Invalid for no scope or an unknown one.
    """
    wanted = set(scopes)
    if not wanted or not wanted <= set(SCOPES):
        raise Invalid(_("Choose what the token may do."), field="scopes")
    secret = Token.new_secret()
    with acting(actor):
        Token.objects.create(
            user=user,
            name=clean_line(name, "name", longest=longest(Token, "name")),
            digest=Token.digest_of(secret),
            prefix=secret[: longest(Token, "prefix")],
            expires_at=expires_at,
            scopes=[one for one in SCOPES if one in wanted],
        )
    return secret


def revoke(*, actor: User | None, token: Token) -> None:
    """From now on the token opens nothing."""
    with acting(actor):
        Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=Now())


def revoke_own(*, user: User, pk: object) -> None:
    """The same for one of the person's own; raises NotFound for anybody else's."""
    token = user.tokens.filter(pk=access.number_of(pk)).first()
    if token is None:
        raise NotFound
    revoke(actor=user, token=token)
