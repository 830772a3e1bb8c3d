"""What people say about themselves, and how they like to read."""

from django.conf import settings
from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.models import Changed, User
from annotations.models.base import longest

from ..transactions import acting, clean_line, locked
from .sign_in_changes import record


def set_language(*, user: User, language: str) -> None:
    """Keep the language a person reads in; raises Invalid for one that is not there."""
    if language not in dict(settings.LANGUAGES):
        raise Invalid(_("Choose one of the languages offered."), field="language")
    with acting(user):
        User.objects.filter(pk=user.pk).update(language=language)
    user.language = language


def set_profile(*, user: User, display_name: str, email: str, language: str) -> None:
    """Keep a person's name, e-mail address and language ("": the browser's); raises Invalid.

    `user` proved who they are if the address is another one: it can open the account. The address
    before is mailed that it was changed.
    """
    if language and language not in dict(settings.LANGUAGES):
        raise Invalid(_("Choose one of the languages offered."), field="language")
    found = {
        "display_name": clean_line(display_name, "display_name", longest=120),
        "email": clean_line(email, "email", longest=254),
        "language": language,
    }
    with acting(user):
        before = locked(User.objects.all(), user.pk)
        if before.email != found["email"]:
            record(actor=user, user=before, kind=Changed.ADDRESS_CHANGED)
        User.objects.filter(pk=user.pk).update(**found)
    for name, value in found.items():
        setattr(user, name, value)


def set_claims_table(*, user: User, shown: str) -> None:
    """Keep the order and columns in which a person reads the list of claims, as an address."""
    if len(shown) > longest(User, "claims_table"):
        raise Invalid(_("Choose fewer columns."), field="columns")
    if shown == user.claims_table:
        return
    with acting(user):
        User.objects.filter(pk=user.pk).update(claims_table=shown)
    user.claims_table = shown
