"""The bell: tells workers that something is due. Lost bells are rung again by the sweep."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)
TAG_DUE = "annotations.tasks.tag_due"
FETCH_DUE = "annotations.tasks.fetch_due"
WEB = "web"  # The queue of what is fetched: a slow server must not keep texts waiting.
# Each starts a worker that goes on while runs are due: an import of thousands needs no more.
MOST_AT_ONCE = 8


def ring(times: int = 1) -> None:
    """Ring for new runs when the transaction commits; a broker that is away loses nothing."""
    transaction.on_commit(lambda: send(times), robust=True)


def ring_web() -> None:
    """Ring for copies and feeds that are due when the transaction commits."""
    transaction.on_commit(send_web, robust=True)


def send_web() -> None:
    """Ring for them now."""
    current_app.send_task(FETCH_DUE, queue=WEB)


def send(times: int = 1) -> None:
    """Ring now. By name, so that web processes never import spaCy."""
    for _ in range(min(times, MOST_AT_ONCE)):
        current_app.send_task(TAG_DUE)


def answers() -> bool:
    """Whether the broker can be reached within a second."""
    try:
        with current_app.connection_for_write(connect_timeout=1) as link:
            link.ensure_connection(max_retries=0, timeout=1)
            link.default_channel  # noqa: B018 - opens one.
    except (OSError, OperationalError, *current_app.connection().connection_errors):
        return False
    return True
