"""*Feeds*: which news feeds a desk reads, how the last reading went, and what it brought."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import DomainError
from annotations.models import Feed, FeedEntry
from annotations.services.feeds import feeds

from ..shell.context import desk_at_hand, desks_where
from ..shell.paging import page_of
from ..shell.refusal import on_refusal

DONE = {
    "pause": _("Paused. The feed is not read until somebody resumes it."),
    "resume": _("Resumed. The next free worker will read the feed."),
    "read": _("The next free worker will read the feed."),
}
ANSWERED = {
    FeedEntry.Answer.REVISE: _("The next free worker will revise the article."),
    FeedEntry.Answer.ADD: _("The next free worker will add it as a new article."),
    FeedEntry.Answer.KEEP: _("The article stays as it is."),
}
VERBS = {"pause": feeds.pause, "resume": feeds.resume, "read": feeds.read_soon}


def page(request, status: int = 200, **more: object):
    """The feeds of the desk at hand, or of all one's desks, newest first; htmx gets the rows."""
    desk = desk_at_hand(request)
    rows = (
        Feed.objects.visible_to(request.user)
        .select_related("desk", "added_by")
        .with_counts()
        .with_held(request.user)
    )
    shown = page_of(request, rows.filter(desk=desk) if desk else rows)
    for feed in shown.rows:
        feed.may_change = access.may(request.user, "keep feeds", feed.desk_id)
    context = {
        "page": shown,
        "desks": desks_where(request.user, "keep feeds"),
        "address": request.POST.get("address", ""),
    }
    template = "feeds/rows.html" if request.htmx else "feeds/page.html"
    return render(request, template, context | more, status=status)


def _refused(request, error: DomainError):
    return page(request, error.status, message=error.message, field=error.field)


def add(request):
    """A feed from the form of the page; a refused form comes back as it was sent."""
    with on_refusal(partial(_refused, request)):
        desk = access.load_desk(request.user, request.POST.get("desk", ""))
        feeds.add(actor=request.user, desk_id=desk.pk, address=request.POST.get("address", ""))
    messages.success(request, gettext("Added. The next free worker will read the feed."))
    is_shown = desk_at_hand(request) in (None, desk)
    return redirect("feeds" if is_shown else f"{reverse('feeds')}?desk={desk.slug}")


def change(request, pk: int, verb: str):
    """pause, resume or read."""
    feed = access.load(Feed.objects.all(), request.user, pk)
    VERBS[verb](actor=request.user, feed_id=feed.pk)
    messages.success(request, DONE[verb])
    return redirect("feeds")


def answer(request, pk: int, answer: str):
    """revise, add or keep: what becomes of an entry that was held back."""
    entry = access.load(FeedEntry.objects.all(), request.user, pk)
    feeds.answer(actor=request.user, entry_id=entry.pk, answer=answer)
    messages.success(request, ANSWERED[FeedEntry.Answer(answer)])
    return redirect("feeds")


def remove(request, pk: int):
    feed = access.load(Feed.objects.all(), request.user, pk)
    feeds.remove(actor=request.user, feed_id=feed.pk)
    messages.success(request, gettext("Removed. The articles it brought stay."))
    return redirect("feeds")
