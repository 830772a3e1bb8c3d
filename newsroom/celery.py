"""The Celery application. `celery -A newsroom worker` finds it here."""

import logging
import os
import socket
import threading

from celery import Celery
from celery.signals import worker_init, worker_process_init, worker_ready, worker_shutdown
from celery.worker import state
from django.db import DatabaseError, connections
from django.utils.module_loading import import_string

from newsroom import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
# Django's checks are those of tests and of `manage.py`: they load every page.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")
broker.prepare()
app = Celery("newsroom")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["annotations"])

HEARTBEAT_SECONDS = 4
# Pages come first when everything starts at once.
LOAD_AFTER_SECONDS = 2
_stopping = threading.Event()
logger = logging.getLogger(__name__)


@worker_init.connect
def name_worker(**_: object) -> None:
    """Before it forks: its processes sign with the name of the main one."""
    os.environ["NEWSROOM_WORKER"] = f"{socket.gethostname()}:{os.getpid()}"


@worker_process_init.connect
def load_engine(**_: object) -> None:
    """Load the tagger before any work is taken: on a busy machine that can take minutes, which
    must not count against the limit of a task. What it lacks is said at once."""
    _stopping.wait(LOAD_AFTER_SECONDS)
    try:
        import_string("annotations.work.tagging.run.warm_up")()
    except DatabaseError as error:  # A task asks for it again.
        logger.warning("nobody can be told of the tagger: %s", error)
    connections.close_all()


@worker_ready.connect
def start_heartbeat(**_: object) -> None:
    """Say every few seconds that this worker is there, from its main process, while it works."""

    def say() -> None:
        beat = import_string("annotations.work.heartbeat.beat")
        watchdog = import_string("annotations.work.watchdog.Watchdog")()
        while not _stopping.is_set():
            try:
                beat(os.environ["NEWSROOM_WORKER"])
                if watchdog.look(state.all_total_count[0], is_busy=bool(state.active_requests)):
                    logger.error("texts wait and this worker hears of none: it ends, for another")
                    os._exit(os.EX_SOFTWARE)  # What its processes hold is taken over (leases.py).
            except DatabaseError as error:  # It may be back at the next beat.
                logger.warning("no heartbeat: %s", error)
                connections.close_all()
            _stopping.wait(HEARTBEAT_SECONDS)

    threading.Thread(target=say, name="heartbeat", daemon=True).start()


@worker_shutdown.connect
def stop_heartbeat(**_: object) -> None:
    _stopping.set()
    import_string("annotations.work.heartbeat.forget")(os.environ["NEWSROOM_WORKER"])
