"""The broker, for every process that sends messages or takes them."""

import os

from django.conf import settings
from kombu.transport import TRANSPORT_ALIASES


def prepare() -> None:
    """Where messages are files: by our own transport, in folders that are there."""
    TRANSPORT_ALIASES["filesystem"] = "newsroom.queue:Transport"
    if settings.CELERY_BROKER_URL == "filesystem://":
        make_queue_folders()


def make_queue_folders() -> None:
    """The filesystem broker wants its folders to be there."""
    for name, folder in settings.CELERY_BROKER_TRANSPORT_OPTIONS.items():
        if name.endswith(("_in", "_out", "_folder")):
            os.makedirs(folder, exist_ok=True)
