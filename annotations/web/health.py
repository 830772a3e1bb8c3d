"""Whether the installation works: for `up`, for load balancers, for people."""

import contextlib

from django.db import DatabaseError, connection
from django.http import HttpResponseNotAllowed, JsonResponse

from annotations.models import TaggingRun, WorkerHeartbeat
from annotations.work import bell
from newsroom.embedded.errors import EmbeddedError

NO_MODEL = "by rules: the model could not be loaded"


def health(request):
    """`{status, database, broker, workers, tagger, oldest_queued_seconds}`.

    503 without a database.
    """
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    answer = {
        "status": "ok",
        "database": "ok",
        "broker": "ok" if bell.answers() else "away",
        "workers": 0,
        "tagger": "ok",
        "oldest_queued_seconds": 0,
    }
    try:
        alive = WorkerHeartbeat.objects.alive()
        problems = list(alive.values_list("problem", flat=True))
        answer["workers"] = len(problems)
        # Why, the jobs page says: it may name folders.
        if any(problems):
            answer["tagger"] = NO_MODEL
        answer["oldest_queued_seconds"] = TaggingRun.objects.oldest_queued_seconds()
    except (DatabaseError, EmbeddedError):
        with contextlib.suppress(DatabaseError):
            connection.close()
        answer |= {"status": "down", "database": "away"}
    if answer["status"] == "ok" and (answer["broker"], answer["tagger"]) != ("ok", "ok"):
        answer["status"] = "degraded"
    return JsonResponse(answer, status=200 if answer["database"] == "ok" else 503)
