"""Mails links for forgotten passwords: by a worker, so that pages take as long for anybody."""

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from annotations.models import User
from annotations.services.accounts import reset


def send(email: str, origin: str, language: str) -> int:
    """To everybody who reads mail there; says how many mails went out.

    Raises SMTPException or OSError when the mail server did not take one.
    """
    people = reset.people_at(email)
    for user in people:
        message_of(user, origin, user.language or language).send()
    return len(people)


def message_of(user: User, origin: str, language: str) -> EmailMessage:
    """The mail with the link, to the address as the person wrote it."""
    kept = {"uidb36": user_pk_to_url_str(user), "key": reset.key_of(user)}
    # A host that is admitted may be somebody else's, to whom the key would go.
    link = (settings.NEWSROOM_URL or origin) + reverse(
        "account_reset_password_from_key", kwargs=kept
    )
    with translation.override(language):
        subject = _("Set a new password for Newsroom")
        body = _(
            "Somebody, perhaps you, asked for a new password for “%(name)s” on Newsroom.\n\n"
            "To set one, open this link:\n%(link)s\n\n"
            "It can be used once, within an hour. If it was not you, do nothing: "
            "your password stays as it is."
        ) % {"name": user.username, "link": link}
    return EmailMessage(subject=subject, body=body, to=[user.email])
