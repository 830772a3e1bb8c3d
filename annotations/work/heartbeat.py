"""Workers say that they are there."""

from datetime import timedelta

from django.db import connection
from django.db.models.functions import Now

from annotations.models import WorkerHeartbeat

FORGOTTEN_AFTER = timedelta(hours=1)


def beat(name: str) -> None:
    """Record that the worker `name` is alive, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO annotations_workerheartbeat (name) VALUES (%s) "
            "ON CONFLICT (name) DO UPDATE SET seen_at = now()",
            [name],
        )


def forget(name: str) -> None:
    """A worker that stops in order is gone at once."""
    WorkerHeartbeat.objects.filter(name=name).delete()


def forget_silent() -> None:
    """A worker that was killed cannot say so; after an hour nobody wants to know."""
    WorkerHeartbeat.objects.filter(seen_at__lt=Now() - FORGOTTEN_AFTER).delete()
