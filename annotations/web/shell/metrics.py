"""`/metrics` for Prometheus: what waits, who works, what was asked. For who has the token."""

import hmac
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.utils.module_loading import import_string
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from annotations.models import TaggingRun
from newsroom.embedded.errors import EmbeddedError

from . import health


def metrics(request):
    """404 where no token is set; 401 without it. Never a word, a name or an address of anybody."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if not _is_known(request.headers.get("Authorization", "")):
        return HttpResponse(status=401, headers={"WWW-Authenticate": 'Bearer realm="metrics"'})
    registry = import_string("newsroom.counting.counted")()
    registry.register(State())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _is_known(header: str) -> bool:
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    return hmac.compare_digest(header.encode(), wanted.encode())


class State:
    """What the database says of this moment; where it is away, that alone."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        probes = health.DATABASE.begin(), health.BROKER.begin(), RUNS.begin()
        database, broker, runs = (probe.end(health.LIMIT / len(probes)) for probe in probes)
        yield _gauge("database_up", "Whether the database answers.", "database" not in database)
        yield _gauge("broker_up", "Whether the broker takes messages.", "broker" not in broker)
        if "database" in database or runs is None:
            return
        yield _gauge("workers", "Workers that spoke lately.", database["workers"])
        yield _gauge(
            "workers_by_rules", "1 when a worker could not load its model.", "tagger" in database
        )
        yield _gauge(
            "oldest_queued_seconds",
            "How long the oldest queued run has waited.",
            database["oldest_queued_seconds"],
        )
        yield _gauge("runs_queued", "Articles that wait to be tagged.", runs["queued"])
        yield _gauge("runs_running", "Articles that are being tagged.", runs["running"])
        yield _gauge("runs_parked", "Failed runs with none since.", runs["parked"])


def _gauge(name: str, description: str, value: Any) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"newsroom_{name}", description, value=float(value))


def ask_runs() -> dict[str, int] | None:
    try:
        return TaggingRun.objects.in_numbers()
    except (DatabaseError, EmbeddedError):
        return None


RUNS = health.Probe(ask_runs, None)
