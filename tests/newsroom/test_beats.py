"""When beat sends, after the clock was put back."""

from datetime import timedelta

import pytest
from celery import Celery

from newsroom.beats import Scheduler

SECONDS = {"sweep": 5.0, "web": 60.0}


@pytest.fixture
def scheduler(tmp_path):
    app = Celery("test", broker="memory://", set_as_current=False)
    app.conf.beat_schedule = {
        name: {"task": name, "schedule": seconds} for name, seconds in SECONDS.items()
    }
    sent: list[str] = []
    scheduler = Scheduler(app, schedule_filename=str(tmp_path / "beat"))
    scheduler.apply_entry = lambda entry, producer=None: sent.append(entry.name)
    scheduler.sent = sent
    yield scheduler
    scheduler.close()


def move(scheduler, seconds: float) -> None:
    """As if the clock stood so much later against the last sendings."""
    for entry in scheduler.schedule.values():
        entry.last_run_at -= timedelta(seconds=seconds)
    scheduler._heap = None


def test_what_was_sent_in_an_hour_that_comes_again_is_sent_in_its_time_again(scheduler):
    scheduler.tick()
    for entry in scheduler.schedule.values():
        entry.last_run_at += timedelta(hours=1)
    scheduler.populate_heap()

    assert scheduler.tick() <= SECONDS["sweep"]
    move(scheduler, 61)
    while scheduler.tick() == 0:
        pass
    assert sorted(set(scheduler.sent) & SECONDS.keys()) == ["sweep", "web"]


def test_nothing_is_sent_before_its_time(scheduler):
    while scheduler.tick() == 0:
        pass
    move(scheduler, 6)
    scheduler.sent.clear()
    while scheduler.tick() == 0:
        pass

    assert set(scheduler.sent) & SECONDS.keys() == {"sweep"}
