"""A person's own record of how signing in was changed."""

from annotations.models import Changed, SignInChange, User
from annotations.models.base import longest

from ..transactions import acting

LONGEST = longest(SignInChange, "about")


def record(*, actor: User | None, user: User, kind: Changed, about: str = "") -> None:
    """Add a line; `about` says which passkey or browser, and never a secret."""
    with acting(actor):
        SignInChange.objects.create(user=user, kind=kind, about=about[:LONGEST])
