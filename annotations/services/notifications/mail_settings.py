"""When a person is mailed what they are told."""

from zoneinfo import available_timezones

from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.models import MailSettings, Notification, User
from annotations.work import wakeup

from ..transactions import acting, chosen

HOURS = range(24)


def of(person: User) -> MailSettings:
    """Theirs, or those that everybody begins with (not saved)."""
    return MailSettings.objects.filter(person=person).first() or MailSettings(person=person)


def save(
    *, actor: User, conversation: str, work: str, watched: str, hour: int, time_zone: str
) -> MailSettings:
    """Keep one's own; what waits to be mailed waits as they say from now on. Raises Invalid."""
    if hour not in HOURS:
        raise Invalid(_("Choose an hour from 0 to 23."), field="hour")
    if time_zone not in available_timezones():
        raise Invalid(_("There is no such time zone."), field="time_zone")
    wishes = {"conversation": conversation, "work": work, "watched": watched}
    for name, wish in wishes.items():
        chosen(MailSettings.When, wish, name)
    with acting(actor):
        kept, _made = MailSettings.objects.update_or_create(
            person=actor, defaults={**wishes, "hour": hour, "time_zone": time_zone}
        )
        _wait_anew(kept)
    return kept


def _wait_anew(kept: MailSettings) -> None:
    """Of what is neither read nor mailed and was not left out for want of an address."""
    moment = timezone.now()
    waiting = Notification.objects.unread().filter(person=kept.person_id, mailed_at=None)
    for kind in Notification.Kind:
        due = kept.mail_at(kind, moment)
        waiting.filter(kind=kind, mail_at__isnull=False).update(mail_at=due)
    wakeup.ring_mail()
