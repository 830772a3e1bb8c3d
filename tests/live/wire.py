"""A database that notifies what a test says."""

import asyncio
import json
from contextlib import asynccontextmanager


def event(desk: int | None, pk: int = 1) -> str:
    return json.dumps({"kind": "claim", "desk": desk, "article": 5, "id": pk})


class Wire:
    """Stands for the hub's connection; counts how often it was made."""

    def __init__(self, *failures: Exception):
        self.failures = list(failures)
        self.connections = 0
        self.commands: list[str] = []
        self._notices: asyncio.Queue = asyncio.Queue()

    async def connect(self):
        self.connections += 1
        if self.failures:
            raise self.failures.pop(0)
        return self._link()

    @asynccontextmanager
    async def _link(self):
        yield self

    async def execute(self, command: str) -> None:
        self.commands.append(command)

    async def notifies(self):
        while True:
            notice = await self._notices.get()
            if isinstance(notice, Exception):
                raise notice
            yield notice

    def say(self, what: str | Exception) -> None:
        notice = what if isinstance(what, Exception) else type("Notice", (), {"payload": what})
        self._notices.put_nowait(notice)
