"""Mail of what people were told: who is due, what goes into it, and what became of it.

One worker has a person's mail at a time (work/leases.py). What was sent is marked after the mail
server took it: a worker that dies in between has it sent again, with the same Message-ID.
"""

from django.db.models.functions import Now

from annotations.models import MailSettings, Notification
from annotations.work.leases import MAILS

MOST = 200  # In one mail; the rest goes into the next.


def take() -> MailSettings | None:
    """A person whose mail is due, for one of any number of workers; None when there is none."""
    due = MailSettings.objects.due().exclude(person__email="")
    keys = MAILS.take(due)
    return MailSettings.objects.select_related("person").get(pk=keys[0]) if keys else None


def contents(taken: MailSettings) -> list[Notification]:
    """What the person is to be mailed now, oldest first: what they may see and have not read."""
    due = Notification.objects.filter(person=taken.person).to_mail()
    visible = list(due.visible_to(taken.person).with_all().order_by("pk")[:MOST])
    if not visible:  # They may see none of it any more.
        due.update(mail_at=None)
    return visible


def sent(taken: MailSettings, notifications: list[Notification]) -> None:
    """The mail server took them. Marked whoever has the lease by now, for they are on their way."""
    Notification.objects.filter(pk__in=[one.pk for one in notifications]).update(mailed_at=Now())
    MAILS.held(taken).update(lease_until=None, tries=0)
