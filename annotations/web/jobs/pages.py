"""Background jobs: what, for what, since when, how far, why it failed; and what to do about it."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Q
from django.db.models.functions import Now
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations import access
from annotations.models import Desk, TaggingBatch, TaggingRun, WorkerHeartbeat
from annotations.services.tagging import batches, runs
from annotations.services.transactions import number

from ..shell.drawn import Drawn
from ..shell.paging import page_of
from ..workbench.draw import load_article
from . import charts

MOST_WORKERS = 50
MOST_BATCHES = 5
BATCHES_SHOWN_FOR = timedelta(days=1)
State = TaggingRun.State


def page(request):
    """All runs of the person's desks, newest first; htmx gets the rows only."""
    desks = list(Desk.objects.visible_to(request.user).order_by("name", "id"))
    shown = _shown(request, desks)
    if request.htmx:
        return render(request, "jobs/rows.html", shown)
    more = {
        "desks": [desk for desk in desks if access.may(request.user, "tag desk again", desk.pk)],
    }
    return render(request, "jobs/page.html", shown | charts.shown(request) | more)


def _shown(request, desks: list[Desk]) -> dict[str, object]:
    """What jobs/rows.html needs; of each desk by itself, for that is how an index has them."""
    rows = TaggingRun.objects.visible_to(request.user).in_parts(Q(desk=one.pk) for one in desks)
    state = request.GET.get("state", "")
    if state in State.values:
        rows = rows.filter(state=state)
    rows = rows.select_related("article", "desk").defer("article__search")
    shown = page_of(request, rows)
    places = TaggingRun.objects.places(shown.rows)
    for run in shown.rows:
        run.place = places.get(run.pk)
        _describe(run, request.user)
    return {
        "page": shown,
        "state": state,
        "states": State.choices,
        "batches": _batches(request.user),
        "workers": WorkerHeartbeat.objects.order_by("-seen_at")[:MOST_WORKERS],
        "alive": WorkerHeartbeat.objects.alive().count(),
    }


def _describe(run: Drawn, user) -> None:
    """Gives the run its seconds of work, and what the person may do with it."""
    is_over = run.finished_at and run.started_at
    run.seconds = (run.finished_at - run.started_at).total_seconds() if is_over else None
    run.may_retry = run.state == State.FAILED and access.may(user, "tag again", run.desk_id)
    is_active = run.state in (State.QUEUED, State.RUNNING)
    run.may_cancel = is_active and access.may(user, "cancel tagging", run.desk_id)


def _batches(user) -> list[TaggingBatch]:
    """The newest of the last day, with their progress."""
    rows = TaggingBatch.objects.visible_to(user).filter(created_at__gte=Now() - BATCHES_SHOWN_FOR)
    batches = rows.with_progress().select_related("desk", "made_by")
    shown: list[Drawn] = list(batches.in_order()[:MOST_BATCHES])
    for batch in shown:
        batch.left = batch.queued_count + batch.running_count
        batch.ended = batch.total - batch.left
        batch.may_cancel = batch.left and access.may(user, "tag desk again", batch.desk_id)
    return shown


def retry(request, pk: int):
    run = access.load(TaggingRun.objects.all(), request.user, pk)
    runs.retry(actor=request.user, run_id=run.pk)
    return _done(request, redirect("jobs"), _("Queued again."))


def cancel(request, pk: int):
    run = access.load(TaggingRun.objects.all(), request.user, pk)
    runs.cancel(actor=request.user, run_id=run.pk)
    return _done(request, redirect("jobs"), _("Cancelled."))


def tag_again(request, pk: int):
    article = load_article(request, pk)
    runs.tag_again(actor=request.user, article_id=article.pk)
    return _done(request, redirect("article", pk), _("Queued again."))


def tag_desk_again(request, pk: int):
    desk = access.load(Desk.objects.all(), request.user, pk)
    batch = batches.tag_desk_again(actor=request.user, desk_id=desk.pk)
    message = ngettext(
        "%(number)s article of %(desk)s will be tagged again.",
        "%(number)s articles of %(desk)s will be tagged again.",
        batch.total,
    ) % {"number": number(batch.total), "desk": desk.name}
    return _done(request, redirect("jobs"), message)


def cancel_batch(request, pk: int):
    batch = access.load(TaggingBatch.objects.all(), request.user, pk)
    batches.cancel(actor=request.user, batch_id=batch.pk)
    return _done(
        request, redirect("jobs"), _("Cancelled. Articles that have been tagged stay tagged.")
    )


def _done(request, way_back: HttpResponse, words: str) -> HttpResponse:
    if request.htmx:  # The page hears of it by its event; now it asks at once.
        return HttpResponse(status=204, headers={"HX-Trigger": '{"live:run": {}, "live:here": {}}'})
    messages.success(request, words)
    return way_back


def status(request):
    """The jobs ring, the banner and the CSRF token: polled, for a dead worker sends no event."""
    return render(request, "shell/status.html")
