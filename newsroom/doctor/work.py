"""Background work: who does it, what waits, what was given up."""

import time
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now

from annotations.models import Feed, Redaction, SnapshotRequest, TaggingRun, WorkerHeartbeat
from annotations.models.claims import vectors
from annotations.work import wakeup

from .findings import LOOK, OK, WRONG, Finding, Findings

State = TaggingRun.State
LATE = timedelta(minutes=10)
# Beat rings every few seconds for what is due; its file is written every three minutes.
RUNG_WITHIN = timedelta(minutes=2)
BEAT_WRITES = 600  # Seconds.


def broker() -> Findings:
    problem = wakeup.problem()
    if problem:
        yield Finding(
            "broker", WRONG, f"does not answer: {problem}",
            "Start it, or correct CELERY_BROKER_URL: nothing is tagged until it answers.",
        )  # fmt: skip
    else:
        kind = "files" if settings.CELERY_BROKER_URL == "filesystem://" else "answers"
        yield Finding("broker", OK, kind)


def workers() -> Findings:
    alive = list(WorkerHeartbeat.objects.alive().order_by("name"))
    for worker in alive:
        if worker.problem:
            yield Finding(
                "workers", LOOK, f"{worker.name} tags by rules: {worker.problem}",
                "Install requirements.txt again, or correct NEWSROOM_SPACY_MODEL.",
            )  # fmt: skip
    if alive:
        yield Finding("workers", OK, f"{len(alive)}: {', '.join(one.name for one in alive)}")
    else:
        waits = TaggingRun.objects.active().exists()
        yield Finding(
            "workers", WRONG if waits else LOOK,
            f"none was heard within {WorkerHeartbeat.TRUSTED_FOR.seconds} s",
            "Start `manage.py up`, or `manage.py serve worker` (docs/running.md).",
        )  # fmt: skip


def queue() -> Findings:
    runs, waited = TaggingRun.objects.in_numbers(), TaggingRun.objects.oldest_queued_seconds()
    said = f"{runs['queued']} texts wait, the oldest for {waited} s; {runs['running']} are tagged"
    if waited > LATE.total_seconds():
        yield Finding(
            "queue", LOOK, said,
            "Add workers, or see why they do not work: `/jobs/` shows what they do.",
        )  # fmt: skip
    else:
        yield Finding("queue", OK, said)
    if runs["parked"]:
        yield Finding(
            "queue", LOOK, f"{runs['parked']} texts were given up",
            "`/jobs/?state=failed` says why; tag them again there.",
        )  # fmt: skip


def beat() -> Findings:
    """Seen by what it writes on this machine, or by what it has not rung for."""
    late = (
        TaggingRun.objects.filter(state=State.RUNNING, lease_until__lt=Now() - RUNG_WITHIN).count()
        + SnapshotRequest.objects.filter(due_at__lt=Now() - LATE).count()
        + Feed.objects.filter(is_paused=False, due_at__lt=Now() - LATE)
        .filter(Q(lease_until=None) | Q(lease_until__lt=Now()))
        .count()
    )
    ages = [time.time() - file.stat().st_mtime for file in settings.DATA.glob("beat*")]
    if late:
        yield Finding(
            "beat", WRONG, f"{late} leases, copies and feeds are past their time",
            "Start one `manage.py serve beat` (`manage.py up` does), and a worker of the queue "
            "`web`.",
        )  # fmt: skip
    elif ages and min(ages) < BEAT_WRITES:
        yield Finding("beat", OK, f"rang {min(ages):.0f} s ago on this machine, nothing is late")
    else:
        yield Finding(
            "beat", LOOK, "not seen on this machine; nothing is late",
            "See that one `manage.py serve beat` runs somewhere.",
        )  # fmt: skip


def web() -> Findings:
    """Copies and feeds that failed: the people who wanted them are told on their pages."""
    failed = SnapshotRequest.objects.filter(due_at=None).count()
    silent = Feed.objects.filter(is_paused=False, failures__gt=5).count()
    if failed or silent:
        yield Finding(
            "web", LOOK, f"{failed} copies and {silent} feeds could not be fetched",
            "See whether this machine reaches the web; the pages of sources and feeds say why.",
        )  # fmt: skip
    else:
        yield Finding("web", OK, "copies and feeds are fetched")


def redactions() -> Findings:
    """What administrators asked to be taken down, and nobody takes down."""
    late = Redaction.objects.waiting().filter(requested_at__lt=Now() - LATE).count()
    if late:
        yield Finding(
            "redaction", WRONG, f"redactions that wait too long: {late}",
            "Start one `manage.py carry_out_redactions --forever` (`manage.py up` does); it says "
            "why.",
        )  # fmt: skip


def word_vectors() -> Findings:
    """Where they are wanted: whether this machine gives them and the database keeps them."""
    if not settings.VECTORS:
        return
    _engine, problem = vectors.load(settings.VECTORS)
    if problem:
        yield Finding(
            "vectors", LOOK, f"claims are compared by their words alone: {problem}",
            "Install the package (docs/similar.md), or correct NEWSROOM_VECTORS.",
        )  # fmt: skip
    elif not vectors.is_kept():
        yield Finding(
            "vectors", LOOK, "claims are compared by their words alone: there is no pgvector",
            "Install pgvector 0.7 or later, as an administrator of the database say CREATE "
            "EXTENSION vector; then `manage.py migrate`.",
        )  # fmt: skip
    else:
        yield Finding("vectors", OK, f"{vectors.waiting()} claims wait for theirs")
