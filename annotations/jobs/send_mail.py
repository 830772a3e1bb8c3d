"""Sends mail, never inside a transaction; a server that is away loses none.

The mails of invitations here, what people are told in send_digests.py, that how they sign in was
changed in send_sign_in_changes.py.
"""

import logging
import time
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from annotations.models import Invitation
from annotations.services.accounts import invitations

from . import send_digests, send_sign_in_changes

logger = logging.getLogger(__name__)
# Kept in rows, in English; pages translate it.
AWAY = gettext_noop("The mail server did not take it. It will be tried again.")


def send_due(seconds: float) -> int:
    """Send until nothing is due or `seconds` have passed; says how many went out."""
    until, sent = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        invitation = invitations.take()
        if invitation is None:
            break
        sent += _send(invitation)
    return sent + send_sign_in_changes.send_due(until) + send_digests.send_due(until)


def _send(invitation: Invitation) -> bool:
    try:
        message_of(invitation).send()
    except (SMTPException, OSError, ValueError) as error:
        logger.warning("the mail of invitation %s was not sent: %s", invitation.pk, error)
        invitations.failed(invitation, AWAY)
        return False
    invitations.sent(invitation)
    return True


def message_of(invitation: Invitation) -> EmailMessage:
    """The mail with the link, in the language that was chosen for it."""
    origin = settings.NEWSROOM_URL or invitation.origin
    link = origin + reverse("invitation", args=[invitation.key])
    about = {
        "person": invitation.invited_by,
        "desk": invitation.desk,
        "role": invitation.get_role_display(),
        "link": link,
        "days": invitation.DAYS,
    }
    with translation.override(invitation.language):
        subject = _("%(person)s invites you to %(desk)s on Newsroom") % about
        body = _(
            "%(person)s invites you to the desk “%(desk)s” on Newsroom, as: %(role)s.\n\n"
            "To join, open this link:\n%(link)s\n\n"
            "It can be used once, within %(days)s days. "
            "If you did not expect this message, do nothing."
        ) % (about | {"role": invitation.get_role_display()})
    return EmailMessage(subject=" ".join(subject.split()), body=body, to=[invitation.email])
