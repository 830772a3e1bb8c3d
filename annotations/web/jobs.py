"""Background jobs: what, for what, since when, why it failed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from annotations import access
from annotations.models import TaggingRun, WorkerHeartbeat
from annotations.services import runs

from .drawing import load_article
from .paging import page_of

MOST_WORKERS = 50


def page(request):
    """All runs of the person's desks, newest first; htmx gets the rows only."""
    template = "jobs/rows.html" if request.htmx else "jobs/page.html"
    return render(request, template, _shown(request))


def _shown(request) -> dict[str, object]:
    rows = TaggingRun.objects.visible_to(request.user)
    state = request.GET.get("state", "")
    if state in TaggingRun.State.values:
        rows = rows.filter(state=state)
    rows = rows.select_related("article", "desk").defer("article__search")
    shown = page_of(request, rows)
    places = TaggingRun.objects.places(shown.rows)
    for run in shown.rows:
        run.place = places.get(run.pk)
        run.may_retry = run.state == TaggingRun.State.FAILED and access.may(
            request.user, "tag again", run.desk_id
        )
    return {
        "page": shown,
        "state": state,
        "states": TaggingRun.State.choices,
        "workers": WorkerHeartbeat.objects.order_by("-seen_at")[:MOST_WORKERS],
        "alive": WorkerHeartbeat.objects.alive().count(),
    }


def retry(request, pk: int):
    run = access.load(TaggingRun.objects.all(), request.user, pk)
    runs.retry(actor=request.user, run_id=run.pk)
    return _queued(request, redirect("jobs"))


def tag_again(request, pk: int):
    article = load_article(request, pk)
    runs.tag_again(actor=request.user, article_id=article.pk)
    return _queued(request, redirect("article", pk))


def _queued(request, way_back: HttpResponse) -> HttpResponse:
    if request.htmx:  # The page hears of the new run by its event; now it asks at once.
        return HttpResponse(status=204, headers={"HX-Trigger": '{"live:run": {}, "live:here": {}}'})
    messages.success(request, "Queued again.")
    return way_back


def status(request):
    """The jobs ring, the banner and the CSRF token: polled, for a dead worker sends no event."""
    return render(request, "shell/status.html")
