"""The bell: tells workers that something is due. Lost bells are rung again by the sweep."""

import logging
import time
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)
TAG_DUE = "annotations.tasks.tag_due"
FETCH_DUE = "annotations.tasks.fetch_due"
SEND_MAIL = "annotations.tasks.send_mail"
SEND_WEBHOOKS = "annotations.tasks.send_webhooks"
BRING_IN = "annotations.tasks.bring_in"
MAKE_BUNDLES = "annotations.tasks.make_bundles"
SEND_RESET = "annotations.tasks.send_reset"
WEB = "web"  # The queue of what is fetched: a slow server must not keep texts waiting.
# Each starts a worker that goes on while runs are due: an import of thousands needs no more.
MOST_AT_ONCE = 8
SAY_AGAIN = 60.0  # Seconds.
_said_at = float("-inf")


def celery() -> Any:
    """The Celery application, loaded with the first bell: who seals, say, rings none."""
    return import_string("newsroom.celery.app")


def ring(times: int = 1) -> None:
    """Ring for new runs when the transaction commits; a broker that is away loses nothing."""
    transaction.on_commit(lambda: send(times), robust=True)


def ring_web() -> None:
    """Ring for copies and feeds that are due when the transaction commits."""
    transaction.on_commit(send_web, robust=True)


def send_web() -> None:
    """Ring for them now."""
    _send(FETCH_DUE, queue=WEB)


def ring_mail() -> None:
    """Ring for mail that is due when the transaction commits."""
    transaction.on_commit(lambda: _send(SEND_MAIL, queue=WEB), robust=True)


def ring_webhooks() -> None:
    """Ring for messages to receivers of changes when the transaction commits."""
    transaction.on_commit(lambda: _send(SEND_WEBHOOKS, queue=WEB), robust=True)


def ring_import() -> None:
    """Ring for files that are to be brought in when the transaction commits."""
    transaction.on_commit(send_import, robust=True)


def send_import() -> None:
    """Ring for them now."""
    _send(BRING_IN, queue=WEB)


def ring_bundles() -> None:
    """Ring for bundles of published verdicts when the transaction commits."""
    transaction.on_commit(lambda: _send(MAKE_BUNDLES, queue=WEB), robust=True)


def send_reset(email: str, origin: str, language: str) -> None:
    """Have links for a forgotten password mailed; no row holds the wish, one asks again."""
    _send(SEND_RESET, queue=WEB, args=[email, origin, language])


def send(times: int = 1) -> None:
    """Ring now. By name, so that web processes never import spaCy."""
    for _ in range(min(times, MOST_AT_ONCE)):
        if not _send(TAG_DUE):
            return


def _send(task: str, **options: object) -> bool:
    """False when the broker does not take it: said in one line, and not again at once."""
    global _said_at
    try:
        celery().send_task(task, **options)
    except _failures() as error:
        if time.monotonic() - _said_at > SAY_AGAIN:
            _said_at = time.monotonic()
            logger.warning("the broker does not answer, the bell is rung again later: %s", error)
        return False
    return True


def problem() -> str:
    """Why the broker cannot be reached within a second, or takes no messages; else nothing."""
    try:
        with celery().connection_for_write(connect_timeout=1) as link:
            link.ensure_connection(max_retries=0, timeout=1)
            probe = getattr(link.default_channel, "probe", None)
            if probe is not None:  # That of files, which can be read-only.
                probe()
    except _failures() as error:
        return str(error) or type(error).__name__
    return ""


def answers() -> bool:
    """Whether the broker can be reached within a second, and takes messages."""
    return not problem()


def _failures() -> tuple[type[BaseException], ...]:
    link, kombu = celery().connection(), import_string("kombu.exceptions.KombuError")
    return (OSError, kombu, *link.connection_errors, *link.channel_errors)
