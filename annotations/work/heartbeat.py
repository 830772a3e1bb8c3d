"""Workers say that they are there."""

from django.db import connection

from annotations.models import WorkerHeartbeat


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
