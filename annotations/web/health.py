"""Whether the installation works: for `up`, for load balancers, for people."""

import contextlib

from django.db import DatabaseError, connection
from django.http import HttpResponseNotAllowed, JsonResponse

from annotations.models import TaggingRun, WorkerHeartbeat
from annotations.work import bell
from newsroom.embedded.errors import EmbeddedError


def health(request):
    """`{status, database, broker, workers, oldest_queued_seconds}`; 503 without a database."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    answer = {
        "status": "ok",
        "database": "ok",
        "broker": "ok" if bell.answers() else "away",
        "workers": 0,
        "oldest_queued_seconds": 0,
    }
    try:
        answer["workers"] = WorkerHeartbeat.objects.alive().count()
        answer["oldest_queued_seconds"] = TaggingRun.objects.oldest_queued_seconds()
    except (DatabaseError, EmbeddedError):
        with contextlib.suppress(DatabaseError):
            connection.close()
        answer |= {"status": "down", "database": "away"}
    if answer["status"] == "ok" and answer["broker"] != "ok":
        answer["status"] = "degraded"
    return JsonResponse(answer, status=200 if answer["database"] == "ok" else 503)
