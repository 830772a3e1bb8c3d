"""One LISTEN connection a process, and a small queue for every open page."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import psycopg

from annotations.models.notice import CHANNEL

from .presence import Here

logger = logging.getLogger(__name__)
RESYNC = json.dumps({"kind": "resync"})
RECHECK = json.dumps({"kind": "rights"})
QUEUE_LENGTH = 100
RETRY_SECONDS = 0.5
MARK_SECONDS = 5.0
OF_EVERY_DESK = ("worker", "runs")


@dataclass(frozen=True)
class Reader:
    """Who reads a stream: their desks (None: all), by which session, and which article's page.

    `hidden` are the articles there of which an embargo lets them hear nothing. `session` is the
    digest of its key (models/notice.py); `tab` is the page's own name for itself.
    """

    desks: frozenset[int] | None
    person: int | None = None
    session: str = ""
    article: int | None = None
    tab: str = ""
    hidden: frozenset[int] = frozenset()


@dataclass(eq=False)
class Page:
    """What one open page is to hear."""

    reader: Reader
    _queue: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(QUEUE_LENGTH))

    def offer(self, payload: str) -> None:
        """Queue an event; a page that is too slow is told to fetch everything anew."""
        if payload != RESYNC:
            event = json.loads(payload)
            if event.get("kind") == "rights":
                if not self._is_about(event):
                    return
                payload = RECHECK
            elif not self._concerns(event):
                return
        if self._queue.full():
            while not self._queue.empty():
                self._queue.get_nowait()
            # Rights are asked anew then too (stream.py).
            payload = RESYNC
        self._queue.put_nowait(payload)

    def _is_about(self, event: dict) -> bool:
        """A person, a session, or a desk: there an embargo began, changed or ended."""
        desk, desks = event.get("desk"), self.reader.desks
        if desk is not None:
            return desks is not None and desk in desks
        return self.reader.person == event.get("person") or (
            self.reader.session != "" and self.reader.session == event.get("session")
        )

    def may_hear(self, payload: str) -> bool:
        """Whether what waits may still be told: an embargo may have begun since it was queued."""
        return (
            not self.reader.hidden or json.loads(payload).get("article") not in self.reader.hidden
        )

    def _concerns(self, event: dict) -> bool:
        kind, desks = event.get("kind"), self.reader.desks
        if event.get("article") in self.reader.hidden:
            return False
        if kind == "presence" and event.get("article") != self.reader.article:
            return False
        return desks is None or kind in OF_EVERY_DESK or event.get("desk") in desks

    async def next(self, timeout: float) -> str | None:
        """The next event, or None after `timeout` seconds."""
        try:
            return await asyncio.wait_for(self._queue.get(), timeout)
        except asyncio.TimeoutError:
            return None

    @property
    def is_behind(self) -> bool:
        """Whether more waits to be heard."""
        return not self._queue.empty()


class Hub:
    """Hands what PostgreSQL notifies to the open pages.

    `connect` opens an autocommit connection of its own: LISTEN does not go through a pool. `mark`
    answers the id of an event up to which nothing is missing; `since` what happened after one
    (catch_up.py). Without them every gap ends with a resync. `send` notifies the other processes.
    """

    def __init__(
        self,
        connect,
        mark: Callable[[], Awaitable[int | None]] | None = None,
        since: Callable[[int], Awaitable[list[str] | None]] | None = None,
        send: Callable[[str], Awaitable[None]] | None = None,
    ):
        self._connect, self._mark, self._since, self._send = connect, mark, since, send
        self._pages: set[Page] = set()
        self._here = Here()
        self._task: asyncio.Task | None = None
        self._marking: asyncio.Task | None = None
        self._sending: set[asyncio.Task] = set()
        self._is_listening = False
        self.cursor: int | None = None

    @asynccontextmanager
    async def page(self, reader: Reader) -> AsyncIterator[Page]:
        """A page that listens while the context is open."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._listen())
        if self._mark and (self._marking is None or self._marking.done()):
            self._marking = asyncio.create_task(self._keep_marking())
        page = Page(reader)
        for payload in self._here.on(reader.article):
            page.offer(payload)
        self._pages.add(page)
        try:
            yield page
        finally:
            self._pages.discard(page)
            if gone := self._here.leave(reader.article, reader.tab, reader.person):
                self._publish(gone)
                task = asyncio.create_task(self._notify_others(gone))
                self._sending.add(task)
                task.add_done_callback(self._sending.discard)

    def stop(self) -> None:
        for task in (self._task, self._marking):
            if task:
                task.cancel()

    def _publish(self, payload: str) -> None:
        if '"presence"' in payload:
            self._here.note(payload)
        for page in list(self._pages):
            page.offer(payload)

    async def _notify_others(self, payload: str) -> None:
        """The pages of other processes, too; those of this one hear it twice."""
        try:
            if self._send:
                await self._send(payload)
        except Exception as error:  # They forget by themselves, a little later.
            logger.warning("events: others were not told (%s)", type(error).__name__)

    async def _listen(self) -> None:
        while True:
            try:
                async with await self._connect() as link:
                    await link.execute(f"LISTEN {CHANNEL}")
                    await self._catch_up()
                    self._is_listening = True
                    async for notice in link.notifies():
                        self._publish(notice.payload)
            except (psycopg.Error, OSError) as error:
                logger.warning("events: the database went away (%s)", type(error).__name__)
            self._is_listening = False
            await asyncio.sleep(RETRY_SECONDS)

    async def _catch_up(self) -> None:
        """What was notified while nobody listened is lost: it is read from the trail."""
        if not self._pages:
            return
        missed = None
        if self._since and self.cursor is not None:
            try:
                missed = await self._since(self.cursor)
            except Exception as error:  # Whatever it was, pages fetch anew.
                logger.warning("events: no catching up (%s)", type(error).__name__)
        if missed is None:
            self._publish(RESYNC)
            return
        for page in list(self._pages):
            # Who lost a right meanwhile has not been told of either.
            page.offer(json.dumps({"kind": "rights", "person": page.reader.person}))
        for payload in missed:
            self._publish(payload)

    async def _keep_marking(self) -> None:
        """While nobody listens the mark stays where it was: what is missed is read from there."""
        while self._pages and self._mark:
            try:
                mark = await self._mark()
                if self._is_listening:
                    self.cursor = mark
            except Exception as error:  # The next one, then: an older mark only tells more.
                logger.warning("events: no mark (%s)", type(error).__name__)
            await asyncio.sleep(MARK_SECONDS)
