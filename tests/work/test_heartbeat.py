"""Workers that were killed are forgotten in the end."""

from datetime import timedelta

from django.db.models.functions import Now

from annotations.models import WorkerHeartbeat
from annotations.work import heartbeat, sweep


def silent_for(name: str, **time: int) -> None:
    heartbeat.beat(name)
    WorkerHeartbeat.objects.filter(name=name).update(seen_at=Now() - timedelta(**time))


def test_the_sweep_forgets_workers_that_are_silent_for_an_hour(db):
    silent_for("killed", minutes=61)
    silent_for("away", minutes=59)
    heartbeat.beat("alive")
    sweep.sweep()

    assert set(WorkerHeartbeat.objects.values_list("name", flat=True)) == {"away", "alive"}
