"""Workers say that they are there, and what they tag with."""

import os
import socket
from datetime import timedelta

from django.db import connection
from django.db.models.functions import Now

from annotations.models import WorkerHeartbeat
from annotations.models.notice import notify
from annotations.tagging.engine import Engine

FORGOTTEN_AFTER = timedelta(hours=1)
LONGEST_ENGINE = 80
# Set by the worker's main process (newsroom/celery.py); the processes it forks have it too.
NAME = "NEWSROOM_WORKER"


def name() -> str:
    """Of the worker that this process belongs to: its machine and the id of its main process."""
    return os.environ.get(NAME) or f"{socket.gethostname()}:{os.getpid()}"


def beat(name: str) -> None:
    """Record that the worker `name` is alive, by the database's clock; pages hear of a new one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO annotations_workerheartbeat (name) VALUES (%s) "
            "ON CONFLICT (name) DO UPDATE SET seen_at = now() RETURNING seen_at = started_at",
            [name],
        )
        [is_new] = cursor.fetchone()
    if is_new:
        notify("worker")


def equipped(engine: Engine) -> None:
    """Record what this process's worker tags with, and why it does without the model.

    Outside of a worker, in a command, it is nobody's.
    """
    if NAME not in os.environ:
        return
    WorkerHeartbeat.objects.update_or_create(
        name=name(),
        defaults={
            "engine": f"{engine.name}/{engine.version}"[:LONGEST_ENGINE],
            "problem": engine.problem,
        },
    )
    notify("worker")


def forget(name: str) -> None:
    """A worker that stops in order is gone at once."""
    WorkerHeartbeat.objects.filter(name=name).delete()
    notify("worker")


def forget_silent() -> None:
    """A worker that was killed cannot say so; after an hour nobody wants to know."""
    WorkerHeartbeat.objects.filter(seen_at__lt=Now() - FORGOTTEN_AFTER).delete()
