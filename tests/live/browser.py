"""The other end of an event stream: what a browser sends, and what it gets."""

import asyncio
import contextlib

from django.conf import settings
from django.test import Client

from annotations.live import stream


def cookie_of(client: Client) -> str:
    """The header that this signed-in client would send."""
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


class Answer:
    """One request to the events server, while it runs."""

    def __init__(self, path="/events", method="GET", query="", **headers: str):
        self.scope = {
            "type": "http",
            "path": path,
            "query_string": query.encode(),
            "method": method,
            "headers": [
                (name.encode(), value.encode("latin-1"))
                for name, value in {"host": "desk.example:8001", **headers}.items()
            ],
        }
        self.status = 0
        self.headers: dict[str, str] = {}
        self.is_over = False
        self.fails: Exception | None = None  # What sending does from now on.
        self._parts: asyncio.Queue[str] = asyncio.Queue()
        self._gone = asyncio.Event()

    async def __aenter__(self) -> "Answer":
        self._task = asyncio.create_task(stream.application(self.scope, self._receive, self._send))
        return self

    async def __aexit__(self, *_) -> None:
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def done(self) -> None:
        """Wait until the server has ended the answer by itself."""
        await asyncio.wait_for(self._task, 60)

    def leave(self) -> None:
        self._gone.set()

    async def next(self, timeout: float = 2.0) -> str | None:
        """The next part of the body; None when there is none in time."""
        try:
            return await asyncio.wait_for(self._parts.get(), timeout)
        except asyncio.TimeoutError:
            return None

    async def data(self) -> str | None:
        """The next event, pings and resyncs aside."""
        while (part := await self.next(0.3)) is not None:
            if part.startswith("data: ") and "resync" not in part:
                return part.removeprefix("data: ").removesuffix("\n\n")
        return None

    async def _receive(self) -> dict:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict) -> None:
        if self.fails:
            raise self.fails
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.is_over = not message.get("more_body", False)
            if message["body"]:
                self._parts.put_nowait(message["body"].decode())
