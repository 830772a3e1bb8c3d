"""Beat that goes on when the machine's clock is put back."""

from typing import Any

from celery.beat import PersistentScheduler


class Scheduler(PersistentScheduler):
    """Celery's own would wait until the clock is where it was at the last sending: for an hour
    without a sweep, say, also after a new start, for it keeps those times in a file."""

    def tick(self, *args: Any, **given: Any) -> float:
        """Send what is due; says for how many seconds nothing will be."""
        for entry in self.schedule.values():
            now = entry.default_now()
            if entry.last_run_at > now:
                entry.last_run_at = now
                self._heap = None  # Its order is by the times of before.
        return super().tick(*args, **given)
