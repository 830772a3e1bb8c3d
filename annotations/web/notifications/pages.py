"""*Notifications*: what the person was told, unread first; the bell; when it is mailed."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from annotations.errors import DomainError, Invalid
from annotations.models import Notification
from annotations.services.notifications import mail_settings, reading, sentences
from annotations.text.whole_numbers import whole

from ..articles.forms import Unfilled, checked
from ..shell.drawn import Drawn
from ..shell.paging import page_of
from ..shell.refusal import on_refusal
from .forms import MailForm

MOST_UNREAD = 100


def page(request):
    """Unread ones, then those that were read, in a number of queries that does not grow."""
    mine = Notification.objects.visible_to(request.user).with_all()
    unread = list(mine.unread().in_order()[:MOST_UNREAD])
    earlier = page_of(request, mine.read())
    for row in (*unread, *earlier.rows):
        _describe(row)
    shown = {"unread": unread, "earlier": earlier, "newest": max((r.pk for r in unread), default=0)}
    template = "notifications/rows.html" if request.htmx else "notifications/page.html"
    return render(request, template, shown)


def bell(request):
    """The bell in the bar, asked for when somebody was told something."""
    return render(request, "shell/bell.html")


def read(request, pk: int):
    """Mark one as read, and go to where it leads."""
    row = reading.read(actor=request.user, notification_id=pk)
    return redirect(sentences.path_of(row))


def read_all(request):
    up_to = whole(request.POST.get("up_to", ""))
    if up_to is None:
        raise Invalid(_("This form is incomplete: reload the page."))
    reading.read_all(actor=request.user, up_to=up_to)
    return redirect("notifications")


def mail(request):
    """When the person is mailed what they are told."""
    if request.method != "POST":
        return _mail_page(request, MailForm(user=request.user))
    form = MailForm(request.POST, user=request.user)
    with on_refusal(partial(_mail_page, request, form)):
        mail_settings.save(actor=request.user, **checked(form))
    messages.success(request, _("Your mail settings are saved."))
    return redirect("mail-settings")


def _mail_page(request, form: MailForm, error: DomainError | None = None):
    if error is not None and not isinstance(error, Unfilled):
        form.add_error(error.field if error.field in form.fields else None, error.message)
    status = error.status if error else 200
    return render(request, "notifications/mail.html", {"mail": form}, status=status)


def _describe(row: Drawn) -> None:
    row.sentence, row.words = sentences.of(row), sentences.words_of(row)
    row.place = sentences.place_of(row)
