"""One LISTEN connection a process, and a small queue for every open page."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg

from annotations.models.notice import CHANNEL

logger = logging.getLogger(__name__)
RESYNC = json.dumps({"kind": "resync"})
QUEUE_LENGTH = 100
RETRY_SECONDS = 0.5


class Page:
    """What one open page is to hear: events of these desks (None: of all)."""

    def __init__(self, desks: set[int] | None):
        self._desks = desks
        self._queue: asyncio.Queue[str] = asyncio.Queue(QUEUE_LENGTH)

    def offer(self, payload: str) -> None:
        """Queue an event; a page that is too slow is told to fetch everything anew."""
        if payload != RESYNC and not self._concerns(json.loads(payload)):
            return
        if self._queue.full():
            while not self._queue.empty():
                self._queue.get_nowait()
            payload = RESYNC
        self._queue.put_nowait(payload)

    def _concerns(self, event: dict) -> bool:
        # Workers serve every desk.
        if self._desks is None or event.get("kind") == "worker":
            return True
        return event.get("desk") in self._desks

    async def next(self, timeout: float) -> str | None:
        """The next event, or None after `timeout` seconds."""
        try:
            return await asyncio.wait_for(self._queue.get(), timeout)
        except asyncio.TimeoutError:
            return None


class Hub:
    """Hands what PostgreSQL notifies to the open pages.

    `connect` opens an autocommit connection of its own: LISTEN does not go through a pool.
    """

    def __init__(self, connect):
        self._connect = connect
        self._pages: set[Page] = set()
        self._task: asyncio.Task | None = None

    @asynccontextmanager
    async def page(self, desks: set[int] | None) -> AsyncIterator[Page]:
        """A page that listens while the context is open; it begins with a resync."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._listen())
        page = Page(desks)
        page.offer(RESYNC)
        self._pages.add(page)
        try:
            yield page
        finally:
            self._pages.discard(page)

    def _tell(self, payload: str) -> None:
        for page in list(self._pages):
            page.offer(payload)

    async def _listen(self) -> None:
        while True:
            try:
                async with await self._connect() as link:
                    await link.execute(f"LISTEN {CHANNEL}")
                    # What was notified while nobody listened is lost: pages fetch anew.
                    self._tell(RESYNC)
                    async for notice in link.notifies():
                        self._tell(notice.payload)
            except (psycopg.Error, OSError) as error:
                logger.warning("events: the database went away (%s)", type(error).__name__)
            await asyncio.sleep(RETRY_SECONDS)
