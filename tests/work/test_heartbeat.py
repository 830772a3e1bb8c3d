"""Workers say what they tag with; those that were killed are forgotten in the end."""

from datetime import timedelta

from django.db.models.functions import Now

from annotations.models import WorkerHeartbeat
from annotations.work import heartbeat, sweep
from annotations.work.tagging import run

from .engines import Names


def silent_for(name: str, **time: int) -> None:
    heartbeat.beat(name)
    WorkerHeartbeat.objects.filter(name=name).update(seen_at=Now() - timedelta(**time))


def test_the_sweep_forgets_workers_that_are_silent_for_an_hour(db):
    silent_for("killed", minutes=61)
    silent_for("away", minutes=59)
    heartbeat.beat("alive")
    sweep.sweep()

    assert set(WorkerHeartbeat.objects.values_list("name", flat=True)) == {"away", "alive"}


def test_nobody_is_seen_in_the_future(db):
    """Who was alive before the clock was put back may be gone; who lives says so again."""
    heartbeat.beat("worker")
    WorkerHeartbeat.objects.update(seen_at=Now() + timedelta(hours=1))
    assert not WorkerHeartbeat.objects.alive().exists()
    heartbeat.beat("worker")
    assert WorkerHeartbeat.objects.alive().exists()


def test_a_worker_says_once_what_it_tags_with_and_what_it_lacks(db, use, monkeypatch):
    engine = Names(version="7")
    engine.problem = "The model x cannot be loaded."
    use(engine)
    monkeypatch.setenv(heartbeat.NAME, "host:1")
    heartbeat.beat("host:1")
    heartbeat.beat("host:2")
    assert run.engine() is run.engine()

    told = WorkerHeartbeat.objects.values_list("name", "engine", "problem").order_by("name")
    assert list(told) == [("host:1", "names/7", engine.problem), ("host:2", "", "")]


def test_a_command_that_tags_is_no_worker(db, use):
    use(Names())
    run.engine()

    assert not WorkerHeartbeat.objects.exists()
