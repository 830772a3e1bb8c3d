"""Background jobs: what, for what, since when, why it failed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from annotations import access
from annotations.models import TaggingRun, WorkerHeartbeat
from annotations.services import runs

from .paging import page_of


@require_GET
def page(request):
    rows = (
        TaggingRun.objects.visible_to(request.user)
        .select_related("article", "desk")
        .defer("article__search")
    )
    state = request.GET.get("state", "")
    if state in TaggingRun.State.values:
        rows = rows.filter(state=state)
    shown = page_of(request, rows)
    waiting = list(
        TaggingRun.objects.filter(state=TaggingRun.State.QUEUED)
        .in_queue_order()
        .values_list("pk", flat=True)[:1000]
    )
    places = {pk: place for place, pk in enumerate(waiting)}
    for run in shown.rows:
        run.place = places.get(run.pk)
        run.may_retry = run.state == "failed" and access.may(request.user, "tag again", run.desk_id)
    template = "jobs/rows.html" if request.htmx else "jobs/page.html"
    return render(
        request,
        template,
        {
            "page": shown,
            "state": state,
            "states": TaggingRun.State.choices,
            "workers": WorkerHeartbeat.objects.order_by("-seen_at")[:50],
            "alive": WorkerHeartbeat.objects.alive().count(),
        },
    )


@require_POST
def retry(request, pk: int):
    run = access.load(TaggingRun.objects.all(), request.user, pk)
    runs.retry(actor=request.user, run_id=run.pk)
    messages.success(request, "Queued again.")
    return redirect("jobs")


@require_POST
def tag_again(request, pk: int):
    runs.tag_again(actor=request.user, article_id=pk)
    return redirect("article", pk)


@require_GET
def status(request):
    """The jobs ring, the banner and the CSRF token: polled, for a dead worker sends no event."""
    return render(request, "shell/status.html")
