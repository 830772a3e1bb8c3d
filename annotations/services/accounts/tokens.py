"""Tokens: a program's key to act as a person."""

from datetime import datetime

from django.db.models.functions import Now

from annotations.models import Token, User

from ..transactions import acting


def create(
    *, actor: User | None, user: User, name: str = "", expires_at: datetime | None = None
) -> str:
    """Add a token and return its secret, which is shown this once and stored only as a digest."""
    secret = Token.new_secret()
    with acting(actor):
        Token.objects.create(
            user=user, name=name, digest=Token.digest_of(secret), expires_at=expires_at
        )
    return secret


def revoke(*, actor: User | None, token: Token) -> None:
    """From now on the token opens nothing."""
    with acting(actor):
        Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=Now())
