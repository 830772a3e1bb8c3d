"""A person's own password."""

from annotations.models import Changed, User

from ..transactions import acting
from .sign_in_changes import record


def change(
    *,
    user: User,
    password: str,
    keep_tokens: bool = False,
    kind: Changed = Changed.PASSWORD_CHANGED,
) -> None:
    """Give the person the password they chose: their sessions end, and so do their tokens unless
    they are kept. `user` proved who they are, and the password was validated."""
    with acting(user):
        user.keeps_tokens = keep_tokens
        user.set_password(password)
        user.save(update_fields=["password"])
        record(actor=user, user=user, kind=kind)
