"""Whether the installation works: for `up`, for load balancers, for people."""

import threading
from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponseNotAllowed, JsonResponse

from annotations.models import TaggingRun, WorkerHeartbeat
from annotations.work import wakeup
from newsroom import outages
from newsroom.embedded.errors import EmbeddedError
from newsroom.version import VERSION

NO_MODEL = "by rules: the model could not be loaded"
LIMIT = 3.0  # Seconds for the database and the broker together.
AWAY, DISK_FULL, NOT_MIGRATED = "away", "disk full", "not migrated"


class Probe:
    """Asks in a thread of its own, one at a time: what hangs keeps one thread and nobody waiting.

    Whoever comes while it is asked waits for the same answer.
    """

    def __init__(self, ask: Callable[[], object], otherwise: object):
        self._ask, self._otherwise = ask, otherwise
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._answer: list[object] = []

    def begin(self) -> "Probe":
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                answer: list[object] = []
                self._answer = answer
                self._thread = threading.Thread(target=self._run, args=[answer], daemon=True)
                self._thread.start()
        return self

    def end(self, seconds: float):
        """What was answered within so many seconds, or what is said otherwise."""
        with self._lock:  # A thread and its own answer.
            thread, answer = self._thread, self._answer
        if thread:
            thread.join(seconds)
        return answer[0] if answer else self._otherwise

    def _run(self, answer: list[object]) -> None:
        try:
            answer.append(self._ask())
        finally:
            connection.close()


def health(request):
    """How the product is, told within LIMIT seconds; 503 without a database.

    `{status, version, database, broker, workers, tagger, oldest_queued_seconds}`.
    """
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    probes = DATABASE.begin(), BROKER.begin()
    answer = {"status": "ok", "database": "ok", "broker": "ok", "workers": 0, "tagger": "ok"}
    answer |= {"oldest_queued_seconds": 0, "version": VERSION}
    for probe in probes:
        answer |= probe.end(LIMIT / len(probes))
    if answer["database"] != "ok":
        answer["status"] = "down"
    elif (answer["broker"], answer["tagger"]) != ("ok", "ok"):
        answer["status"] = "degraded"
    return JsonResponse(answer, status=200 if answer["database"] == "ok" else 503)


def ask_database() -> dict[str, object]:
    try:
        if not _is_migrated():
            return {"database": NOT_MIGRATED}
        problems = list(WorkerHeartbeat.objects.alive().values_list("problem", flat=True))
        waiting = TaggingRun.objects.oldest_queued_seconds()
    except ProgrammingError:  # No table, or none that we may read yet.
        return {"database": NOT_MIGRATED}
    except (DatabaseError, EmbeddedError) as error:
        return {"database": DISK_FULL if outages.is_disk_full(error) else AWAY}
    # Why, the jobs page says: it may name folders.
    tagger = {"tagger": NO_MODEL} if any(problems) else {}
    return {"workers": len(problems), "oldest_queued_seconds": waiting, **tagger}


def ask_broker() -> dict[str, object]:
    return {} if wakeup.answers() else {"broker": AWAY}


def _is_migrated() -> bool:
    applied = MigrationRecorder.Migration.objects.filter(app="annotations", name=_last_migration())
    return applied.exists()


@cache
def _last_migration() -> str:
    [(_, name)] = MigrationLoader(None).graph.leaf_nodes("annotations")
    return name


DATABASE = Probe(ask_database, {"database": AWAY})
BROKER = Probe(ask_broker, {"broker": AWAY})
