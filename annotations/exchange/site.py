"""Where people reach the site, for what leaves it with addresses inside."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings

API = "api/v1/"
NOWHERE = "http://localhost:8000/"  # Of what nobody asked for at an address, and no setting says.
_asked_at: ContextVar[str] = ContextVar("asked_at", default=NOWHERE)


@contextmanager
def asked_at(address: str) -> Iterator[None]:
    """What is exported inside was asked for at this address, with a slash at its end."""
    token = _asked_at.set(address)
    try:
        yield
    finally:
        _asked_at.reset(token)


def site() -> str:
    """By the setting, so that commands and requests write the same; else as it was asked for."""
    return f"{settings.NEWSROOM_URL}/" if settings.NEWSROOM_URL else _asked_at.get()


def unasked() -> str:
    """The site's address for what nobody asks for at one; "" where no setting says it."""
    address = settings.NEWSROOM_URL or settings.LOCAL_URL
    return f"{address}/" if address else ""


def api() -> str:
    """What begins all addresses of the API."""
    return f"{site()}{API}"
