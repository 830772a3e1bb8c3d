"""The Celery application. `celery -A newsroom worker` finds it here."""

import os
import socket
import threading

from celery import Celery
from celery.signals import worker_ready, worker_shutdown
from django.conf import settings
from django.utils.module_loading import import_string
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
TRANSPORT_ALIASES["filesystem"] = "newsroom.queue:Transport"
app = Celery("newsroom")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["annotations"])

HEARTBEAT_SECONDS = 4
_stopping = threading.Event()


def make_queue_folders() -> None:
    """The filesystem broker wants its folders to be there."""
    for name, folder in settings.CELERY_BROKER_TRANSPORT_OPTIONS.items():
        if name.endswith(("_in", "_out", "_folder")):
            os.makedirs(folder, exist_ok=True)


def _name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


@worker_ready.connect
def start_heartbeat(**_: object) -> None:
    """Say every few seconds that this worker is there, from its main process."""

    def say() -> None:
        beat = import_string("annotations.work.heartbeat.beat")
        while not _stopping.is_set():
            beat(_name())
            _stopping.wait(HEARTBEAT_SECONDS)

    threading.Thread(target=say, name="heartbeat", daemon=True).start()


@worker_shutdown.connect
def stop_heartbeat(**_: object) -> None:
    _stopping.set()
    import_string("annotations.work.heartbeat.forget")(_name())


if settings.CELERY_BROKER_URL == "filesystem://":
    make_queue_folders()
