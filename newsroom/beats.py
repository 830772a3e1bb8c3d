"""Beat: `celery -A newsroom.beats beat`. It sends by name and loads neither tasks nor tables."""

import os
from typing import Any

from celery import Celery
from celery.beat import PersistentScheduler
from django.conf import settings
from django.utils.log import configure_logging

from newsroom import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
# Without Celery's own ways with Django, which begin by loading all of it.
app = Celery("newsroom", fixups=[], set_as_current=False)
app.config_from_object("django.conf:settings", namespace="CELERY")


@app.on_configure.connect
def prepare(**_: object) -> None:
    """What Django would do for a process that loads it."""
    broker.prepare()
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)


class Scheduler(PersistentScheduler):
    """Goes on when the machine's clock is put back.

    Celery's own would wait until the clock is where it was at the last sending: for an hour
    without a sweep, say, also after a new start, for it keeps those times in a file."""

    def tick(self, *args: Any, **given: Any) -> float:
        """Send what is due; says for how many seconds nothing will be."""
        for entry in self.schedule.values():
            now = entry.default_now()
            if entry.last_run_at > now:
                entry.last_run_at = now
                self._heap = None  # Its order is by the times of before.
        return super().tick(*args, **given)
