"""Many open pages on the one events process: how soon they hear, what they cost, what a restart of
PostgreSQL does to them. `script/bench streams [PAGES]`; see docs/benchmarks.md."""

import argparse
import asyncio
import json
import os
import re
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.client import percentiles
from tests.browser.running import Running, running
from tests.faults.test_embedded_server import connect, postmaster
from tests.faults.test_events import Desk
from tests.faults.test_up import child

CHANNEL = "newsroom"  # As annotations/models/notice.py has it.
TIMES, EVERY = 60, 0.1  # Notices, and seconds between two.
PATIENCE = 60.0  # Seconds.


class Pages:
    """Open pages of one session; each remembers when it heard of what."""

    def __init__(self, port: int, cookie: str):
        self._port, self._cookie = port, cookie
        self.heard: dict[int, list[float]] = {}
        self._links: list[asyncio.StreamWriter] = []
        self._reading: list[asyncio.Task] = []

    async def open(self, pages: int) -> None:
        for _ in range(pages):
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            asked = f"GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self._cookie}\r\n\r\n"
            writer.write(asked.encode())
            assert b" 200 " in await reader.readline()
            await reader.readuntil(b'"resync"}\n\n')
            self._links.append(writer)
            self._reading.append(asyncio.create_task(self._read(reader)))

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            if line.startswith(b"data: "):
                event = json.loads(line.removeprefix(b"data: "))
                if event["kind"] == "claim":
                    self.heard.setdefault(event["id"], []).append(time.perf_counter())

    async def until_heard(self, pk: int, times: int) -> float:
        """Seconds until so many pages heard of this claim; raises TimeoutError."""
        begun = time.perf_counter()
        while len(self.heard.get(pk, ())) < times:
            if time.perf_counter() - begun > PATIENCE:
                raise TimeoutError(f"{len(self.heard.get(pk, ()))} of {times} heard of {pk}")
            await asyncio.sleep(0.05)
        return time.perf_counter() - begun

    def close(self) -> None:
        for task in self._reading:
            task.cancel()
        for link in self._links:
            link.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=int, default=500)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as started:
        asyncio.run(measure(started, Path(folder), pages))


async def measure(started: Running, data: Path, pages: int) -> None:
    desk = Desk(started, data)
    cookie = desk.sign_in("reporter")
    events = child(started, "newsroom.asgi")
    process = next(iter(_tree(events)))
    before = _resident(process)
    open_pages = Pages(desk.events_port(cookie), cookie)
    begun = time.perf_counter()
    await open_pages.open(pages)
    print(f"{pages} pages opened in {time.perf_counter() - begun:.1f} s")
    await _hear(open_pages, desk, data, pages)
    after = _resident(process)
    print(
        f"events process: {before} -> {after} MB, {(after - before) * 1024 / pages:.0f} kB a page"
    )
    await _restart(open_pages, desk, data, pages)
    open_pages.close()


async def _hear(open_pages: Pages, desk: Desk, data: Path, pages: int) -> None:
    place = desk.article["desk"], desk.article["id"]
    sent: dict[int, float] = {}
    with connect(data) as link:
        for number in range(1, TIMES + 1):
            values = {"kind": "claim", "desk": place[0], "article": place[1], "id": -number}
            sent[-number] = time.perf_counter()
            link.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(values)])
            await asyncio.sleep(EVERY)
    await open_pages.until_heard(-TIMES, pages)
    delays = [at - sent[pk] for pk, times in open_pages.heard.items() if pk < 0 for at in times]
    p50, p95 = percentiles(delays)
    lost, longest = pages * TIMES - len(delays), max(delays) * 1000
    print(f"{len(delays)} deliveries, {lost} lost")
    print(f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {longest:.0f} ms")


async def _restart(open_pages: Pages, desk: Desk, data: Path, pages: int) -> None:
    """PostgreSQL is killed; what is written while the events process is away is heard by all."""
    await asyncio.sleep(12)  # Until it has a mark from which to catch up.
    os.kill(postmaster(data), signal.SIGKILL)
    claim = await asyncio.to_thread(_claim_when_back, desk)
    seconds = await open_pages.until_heard(claim, pages)
    print(f"after a restart of PostgreSQL all heard of the next claim in {seconds:.1f} s")


def _claim_when_back(desk: Desk) -> int:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return desk.claim()
        except Exception:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _tree(pid: int) -> Iterator[int]:
    """The process and those it started, the youngest first: granian's worker before its parent."""
    for line in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = line.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            yield from _tree(int(line.parent.name))
    yield pid


def _resident(pid: int) -> int:
    """MB of memory."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) // 1024


if __name__ == "__main__":
    main()
