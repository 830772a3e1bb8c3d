"""The form of mail settings."""

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import MailSettings
from annotations.services.notifications import mail_settings

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]
FIELDS = ("conversation", "work", "watched", "hour", "time_zone")


def _zones() -> list[tuple[str, str]]:
    """Names as PostgreSQL and browsers know them too, without those of other spellings."""
    named = {zone for zone in available_timezones() if "/" in zone}
    kept = {zone for zone in named if not zone.startswith(("Etc/", "posix/", "right/"))}
    return [(zone, zone.replace("_", " ")) for zone in ["UTC", *sorted(kept)]]


class MailForm(forms.Form):
    """One choice for each group of notifications, and when a day's mail comes."""

    conversation = forms.ChoiceField(
        label=_("Mentions and replies"), choices=MailSettings.When.choices
    )
    work = forms.ChoiceField(
        label=_("Assignments, reviews and answers to my verdicts"),
        choices=MailSettings.When.choices,
    )
    watched = forms.ChoiceField(
        label=_("Changes of claims that I watch"), choices=MailSettings.When.choices
    )
    hour = forms.TypedChoiceField(label=_("Daily mail comes at"), choices=HOURS, coerce=int)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=_zones)

    def __init__(self, data=None, *, user):
        kept = mail_settings.of(user)
        super().__init__(data, initial={name: getattr(kept, name) for name in FIELDS})
        self.user = user
