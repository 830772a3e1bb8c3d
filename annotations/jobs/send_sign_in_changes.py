"""Mails people that how they sign in was changed: what, when, and what to do if it was not them."""

import logging
import time
from datetime import timezone
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from annotations.models import SignInChange
from annotations.services.accounts import sign_in_changes

logger = logging.getLogger(__name__)


def send_due(until: float) -> int:
    """Send until none is due or it is `until` (monotonic); says how many went out.

    What a mail server refuses stays due, later after each try.
    """
    count = 0
    while time.monotonic() < until:
        row = sign_in_changes.take()
        if row is None:
            break
        count += _send(row)
    return count


def _send(row: SignInChange) -> bool:
    try:
        message_of(row).send()
    except (SMTPException, OSError, ValueError) as error:
        message = "the mail of sign-in change %s was not sent: %s"
        logger.warning(message, row.pk, type(error).__name__)
        return False
    sign_in_changes.sent(row)
    return True


def message_of(row: SignInChange) -> EmailMessage:
    """To the address of that moment, in the person's language; no link, key or code opens anything.

    The name of a passkey is left out: whoever adds one could write to them in our name.
    """
    with translation.override(row.user.language or settings.LANGUAGE_CODE):
        about = {
            "name": row.user.username,
            "what": row.get_kind_display(),
            "when": row.created_at.astimezone(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        }
        subject = _("Newsroom: %(what)s") % about
        body = (
            _(
                "How you sign in to Newsroom as “%(name)s” was changed.\n\n"
                "%(what)s, %(when)s.\n\n"
                "If it was you, there is nothing to do. If it was not, set a new password, end all "
                "sessions on your page of signing in, and tell an administrator."
            )
            % about
        )
        if settings.NEWSROOM_URL:
            body += "\n\n" + settings.NEWSROOM_URL + reverse("mfa_index")
    return EmailMessage(subject=" ".join(subject.split()), body=body, to=[row.mail_to])
