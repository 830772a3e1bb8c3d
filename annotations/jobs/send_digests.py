"""Sends people their mail: one for all that is due to a person, as text, in their language."""

import logging
import time
from email.utils import make_msgid
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import MailSettings, Notification
from annotations.services.notifications import mailing, sentences

logger = logging.getLogger(__name__)


def send_due(until: float) -> int:
    """Send until nobody's mail is due or it is `until` (monotonic); says how many went out.

    What a mail server refuses stays due: its person's lease runs on, longer after each try.
    """
    count = 0
    while time.monotonic() < until:
        taken = mailing.take()
        if taken is None:
            break
        count += _send(taken)
    return count


def _send(taken: MailSettings) -> bool:
    notifications = mailing.contents(taken)
    if notifications:
        try:
            message(taken, notifications).send()
        except (SMTPException, OSError, ValueError) as error:
            logger.warning("mail to person %s was not sent: %s", taken.pk, type(error).__name__)
            return False
    mailing.sent(taken, notifications)
    return bool(notifications)


def message(taken: MailSettings, notifications: list[Notification]) -> EmailMessage:
    """The mail with these notifications; sent again, it has the same Message-ID."""
    person = taken.person
    with translation.override(person.language or settings.LANGUAGE_CODE):
        lines = [
            {
                "text": sentences.of(one),
                "words": sentences.words_of(one) or sentences.place_of(one),
                "url": _address(one),
            }
            for one in notifications
        ]
        subject = ngettext(
            "Newsroom: %(count)s notification",
            "Newsroom: %(count)s notifications",
            len(notifications),
        ) % {"count": len(notifications)}
        if len(notifications) == 1:
            subject = _("Newsroom: %(what)s") % {"what": lines[0]["text"]}
        context = {"person": person, "lines": lines, "settings_url": _absolute("mail-settings")}
        body = render_to_string("notifications/mail.txt", context)
    domain = make_msgid().rpartition("@")[2].rstrip(">")
    number = (
        f"newsroom.{person.pk}.{notifications[0].pk}-{notifications[-1].pk}.{len(notifications)}"
    )
    headers = {"Message-ID": f"<{number}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(" ".join(subject.split()), body, to=[person.email], headers=headers)


def _address(one: Notification) -> str:
    return f"{settings.NEWSROOM_URL}{sentences.path_of(one)}" if settings.NEWSROOM_URL else ""


def _absolute(name: str) -> str:
    return f"{settings.NEWSROOM_URL}{reverse(name)}" if settings.NEWSROOM_URL else ""
