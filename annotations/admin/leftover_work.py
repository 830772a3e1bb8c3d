"""Work that somebody left behind whom the panel deactivated, demoted or took off a desk."""

from collections.abc import Iterable

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from annotations.models import User
from annotations.services.accounts import handover, work, work_summary


def warn_of_work(table: admin.ModelAdmin, request, people: Iterable[int], *, removed: bool) -> None:
    """Says where these people (ids) have work that nobody can do now, and leads there.

    Where a role was removed, the tokens of who has none left end.
    """
    for person in User.objects.filter(pk__in=people).order_by("pk"):
        if removed:
            handover.end_tokens(person)
        for desk, left in work.left_by(person).items():
            message = _("%(person)s has work on %(desk)s that nobody can do now: %(work)s.") % {
                "person": person,
                "desk": desk,
                "work": ", ".join(work_summary.in_words(left)),
            }
            address = reverse("member-hand-over", args=[desk.pk])
            link = format_html('<a href="{}?user={}">{}</a>', address, person.pk, _("Hand over"))
            table.message_user(request, format_html("{} {}", message, link), messages.WARNING)
