"""`GET /events`: what changes on a person's desks, as server-sent events.

An ASGI application of its own: an event stream under WSGI would hold a thread a page.
"""

import asyncio
import time
from dataclasses import replace
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections, connection
from django.http import HttpRequest

from annotations.models import Desk, notice
from annotations.models.accounts import factors
from annotations.text.whole_numbers import whole
from newsroom import request_log

from . import catch_up
from .hub import RECHECK, RESYNC, Hub, Page, Reader

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


_mark = catch_up.Mark()


async def mark() -> int | None:
    return await sync_to_async(_with_fresh_connection)(_mark.ask)


async def since(event: int) -> list[str] | None:
    return await sync_to_async(_with_fresh_connection)(catch_up.since, event)


async def send(payload: str) -> None:
    await sync_to_async(_with_fresh_connection)(notice.send, payload)


hub = Hub(open_listener, mark, since, send)


class Reply:
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
    reply, begun = Reply(send), time.monotonic()
    try:
        await _respond(scope, receive, reply)
    finally:
        request_log.log_request(
            method=request_log.method_of(scope["method"]),
            route="/events" if scope["path"] == "/events" else "-",
            status=reply.status,
            seconds=time.monotonic() - begun,
            person=reply.person,
        )


async def _respond(scope, receive, send: Reply) -> None:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    if scope["path"] != "/events":
        return await _answer(send, 404)
    if scope["method"] != "GET":
        return await _answer(send, 405)
    origin = headers.get("origin", "")
    if origin and not _is_same_host(origin, headers.get("host", "")):
        return await _answer(send, 403)
    cookie = headers.get("cookie", "")
    query = scope.get("query_string", b"").decode("latin-1")
    reader = await sync_to_async(reader_of)(cookie, query)
    if reader is None:
        return await _answer(send, 401, _cors(origin))
    send.person = reader.person
    heard = whole(headers.get("last-event-id") or _said(query, "last"))
    return await _Stream(send, receive, cookie, reader, heard).run(_cors(origin))


def _said(query: str, name: str) -> str:
    return parse_qs(query).get(name, [""])[0]


def reader_of(cookie: str, query: str = "") -> Reader | None:
    """Who asks, by the session and what the page says of itself; None: nobody who is signed in."""
    close_old_connections()
    try:
        morsel = SimpleCookie(cookie).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        morsel = None
    if morsel is None:
        return None
    request = HttpRequest()
    engine = import_module(settings.SESSION_ENGINE)
    request.session = engine.SessionStore(morsel.value)
    user = get_user(request)
    if not user.is_authenticated or factors.lacks_one(user):
        return None
    desks = (
        None
        if user.is_superuser
        else frozenset(Desk.objects.visible_to(user).values_list("pk", flat=True))
    )
    return Reader(
        desks,
        user.pk,
        notice.digest_of_session(morsel.value),
        whole(_said(query, "article")),
        _said(query, "tab"),
        frozenset(user.hidden_articles()),
    )


class _Stream:
    """One open page: what it is sent, until it leaves, its time is over or its session is."""

    def __init__(self, send, receive, cookie: str, reader: Reader, heard: int | None):
        self._send, self._receive = send, receive
        self._cookie, self._reader, self._heard = cookie, reader, heard
        self._asked = time.monotonic()  # What it may tell.

    async def run(self, cors) -> None:
        headers = [*HEADERS, *cors]
        await self._send({"type": "http.response.start", "status": 200, "headers": headers})
        ends = time.monotonic() + LONGEST_SECONDS
        leaving = asyncio.create_task(_left(self._receive))
        try:
            async with hub.page(self._reader) as page:
                await self._catch_up(page)
                while time.monotonic() < ends and not leaving.done():
                    if not await self._pass_on(page):
                        break
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        except (OSError, RuntimeError):  # The page is gone.
            return
        finally:
            leaving.cancel()

    async def _catch_up(self, page: Page) -> None:
        """Tell what happened since the page last heard anything, or that it should ask for all."""
        missed = None if self._heard is None else await since(self._heard)
        if missed is None:
            await self._write(RESYNC, page)
        for payload in missed or ():
            page.offer(payload)

    async def _pass_on(self, page: Page) -> bool:
        """Send the next event or a sign of life; False once the person may hear no more."""
        payload = await page.next(PING_SECONDS)
        # A queue that ran over may have held a change of rights; an embargo that ends tells nobody.
        is_due = page.reader.hidden and time.monotonic() - self._asked >= PING_SECONDS
        if (payload in (RECHECK, RESYNC) or is_due) and not await self._may_still(page):
            return False
        if payload == RECHECK or (payload and not page.may_hear(payload)):
            return True
        await self._write(payload, page)
        return True

    async def _write(self, payload: str | None, page: Page) -> None:
        """An event, or a sign of life, with what a page that comes back says it has heard.

        That is said with the last of what waits: a line that breaks before loses none of it.
        """
        line = f"data: {payload}\n\n" if payload else ": ping\n\n"
        if hub.cursor is not None and not page.is_behind:
            line = f"id: {hub.cursor}\n{line}"
        await self._send({"type": "http.response.body", "body": line.encode(), "more_body": True})

    async def _may_still(self, page: Page) -> bool:
        now = await sync_to_async(reader_of)(self._cookie)
        self._asked = time.monotonic()
        if now is None:
            return False
        changed = page.reader.hidden ^ now.hidden
        page.reader = replace(page.reader, desks=now.desks, hidden=now.hidden)
        if changed:  # Lists lose what is hidden from here on, and have what is not any more.
            await self._write(RESYNC, page)
        return True


def _with_fresh_connection(ask, *given):
    close_old_connections()
    return ask(*given)


async def _left(receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send, status: int, headers=()) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [*headers]})
    await send({"type": "http.response.body", "body": b""})


async def _lifespan(receive, send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            hub.stop()
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
