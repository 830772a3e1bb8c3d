"""`GET /events`: what changes on a person's desks, as server-sent events.

An ASGI application of its own: an event stream under WSGI would hold a thread a page.
"""

import asyncio
import time
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import psycopg
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections, connection
from django.http import HttpRequest

from annotations.models import Desk
from newsroom import request_log

from .hub import Hub

PING_SECONDS = 15.0
LONGEST_SECONDS = 480.0  # Then the page connects anew, and its rights are checked anew.
HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-cache"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


async def open_listener() -> psycopg.AsyncConnection:
    """A direct connection with the settings of Django's."""
    params = await sync_to_async(_connection_params)()
    return await psycopg.AsyncConnection.connect(**params, autocommit=True)


hub = Hub(open_listener)


class Told:
    """`send` that remembers what a line of the log says: the status, and who it was."""

    def __init__(self, send):
        self._send = send
        self.status = 500
        self.person: int | None = None

    async def __call__(self, message) -> None:
        self.status = message.get("status", self.status)
        await self._send(message)


async def application(scope, receive, send) -> None:
    """The ASGI callable: /events only, GET only, for people who are signed in."""
    if scope["type"] == "lifespan":
        return await _lifespan(receive, send)
    if scope["type"] != "http":
        return None
    told, begun = Told(send), time.monotonic()
    try:
        await _respond(scope, receive, told)
    finally:
        request_log.tell(
            method=request_log.method_of(scope["method"]),
            route="/events" if scope["path"] == "/events" else "-",
            status=told.status,
            seconds=time.monotonic() - begun,
            person=told.person,
        )


async def _respond(scope, receive, send: Told) -> None:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    if scope["path"] != "/events":
        return await _answer(send, 404)
    if scope["method"] != "GET":
        return await _answer(send, 405)
    origin = headers.get("origin", "")
    if origin and not _is_same_host(origin, headers.get("host", "")):
        return await _answer(send, 403)
    send.person, desks = await sync_to_async(person_and_desks)(headers.get("cookie", ""))
    if desks == set():
        return await _answer(send, 401, _cors(origin))
    return await _stream(send, receive, desks, _cors(origin))


def person_and_desks(cookie: str) -> tuple[int | None, set[int] | None]:
    """The session's person and the desks whose events they hear; empty: none, None: all."""
    close_old_connections()
    try:
        morsel = SimpleCookie(cookie).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        morsel = None
    if morsel is None:
        return None, set()
    request = HttpRequest()
    engine = import_module(settings.SESSION_ENGINE)
    request.session = engine.SessionStore(morsel.value)
    user = get_user(request)
    if not user.is_authenticated:
        return None, set()
    if user.is_superuser:
        return user.pk, None
    # -1 keeps a person without a desk apart from a stranger.
    return user.pk, set(Desk.objects.visible_to(user).values_list("pk", flat=True)) or {-1}


async def _stream(send, receive, desks, cors) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [*HEADERS, *cors]})
    ends = time.monotonic() + LONGEST_SECONDS
    leaving = asyncio.create_task(_left(receive))
    async with hub.page(desks) as page:
        while time.monotonic() < ends and not leaving.done():
            payload = await page.next(PING_SECONDS)
            line = f"data: {payload}\n\n" if payload else ": ping\n\n"
            try:
                await send({"type": "http.response.body", "body": line.encode(), "more_body": True})
            except (OSError, RuntimeError):  # The page is gone.
                return
    leaving.cancel()
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send, status: int, headers=()) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [*headers]})
    await send({"type": "http.response.body", "body": b""})


async def _lifespan(receive, send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _is_same_host(origin: str, host: str) -> bool:
    """The page comes from this host, whatever its port: the events server has one of its own."""
    try:
        page, here = urlsplit(origin), urlsplit(f"//{host}")
        return page.scheme in ("http", "https") and page.hostname == here.hostname is not None
    except ValueError:
        return False


def _cors(origin: str) -> list[tuple[bytes, bytes]]:
    if not origin:
        return []
    return [
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"Origin"),
    ]


def _connection_params() -> dict[str, Any]:
    params = connection.get_connection_params()
    return {
        name: value
        for name, value in params.items()
        if name in ("dbname", "user", "password", "host", "port", "service", "connect_timeout")
        or name.startswith("ssl")
    }
