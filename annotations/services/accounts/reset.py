"""Who a link for a forgotten password is mailed to."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from annotations.models import User

tokens = PasswordResetTokenGenerator()


def people_at(email: str) -> list[User]:
    """Those who read mail there, can sign in and have a password; people may share an address."""
    found = User.objects.filter(email__iexact=email, is_active=True).exclude(email="")
    return [one for one in found.order_by("pk") if one.has_usable_password()]


def key_of(user: User) -> str:
    """Opens once, for an hour: a new password, and any later sign-in, makes it void."""
    return tokens.make_token(user)
