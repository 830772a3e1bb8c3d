"""The bell: tells workers that a run is due. Lost bells are rung again by the sweep."""

import logging

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)
TAG_NEXT = "annotations.tasks.tag_next"


def ring(times: int = 1) -> None:
    """Ring once per new run when the transaction commits; a broker that is away loses nothing."""
    transaction.on_commit(lambda: send(times), robust=True)


def send(times: int = 1) -> None:
    """Ring now. By name, so that web processes never import spaCy."""
    for _ in range(times):
        current_app.send_task(TAG_NEXT)


def answers() -> bool:
    """Whether the broker can be reached within a second."""
    try:
        with current_app.connection_for_write(connect_timeout=1) as link:
            link.ensure_connection(max_retries=0, timeout=1)
            link.default_channel  # noqa: B018 - opens one.
    except (OSError, *current_app.connection().connection_errors):
        return False
    return True
