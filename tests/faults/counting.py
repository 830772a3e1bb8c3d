"""People who write while something breaks, and what became of each of their writes."""

import contextlib
import http.client
import itertools
import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.faults.test_embedded_server import connect, wait_for
from tests.faults.test_up import Caller

NONE = 0  # No answer: the line broke.
PAUSE = 0.2  # Seconds; nobody hammers at a door that is shut.
AGAIN = {NONE, 503}  # Whoever hears this sends the same again, under the same key.


class Counted(NamedTuple):
    """Writes that were acknowledged and are not there; that are there twice; that are there
    although they were answered by an error that says they are not."""

    lost: int
    doubled: int
    ghosts: int


NOTHING = Counted(0, 0, 0)


@dataclass
class Write:
    """An article by the headline that only it has, which is its idempotency key too."""

    name: str
    text: str
    statuses: list[int] = field(default_factory=list)
    is_replayed: bool = False  # The last answer is that of an earlier try.
    is_in_doubt: bool = False  # One of the answers was that nobody knows.

    @property
    def is_acknowledged(self) -> bool:
        return self.statuses[-1] == 201

    @property
    def was_there_unsaid(self) -> bool:
        """It was done by a try that was answered with an error: the next one found it. Where no
        answer came, or it said that nobody knows (the COMMIT hung), that is no ghost."""
        return self.is_replayed and not self.is_in_doubt and NONE not in self.statuses


class Writers:
    """Some people who add articles over REST, one after the other each, until they are stopped."""

    def __init__(self, call: Caller, data: Path, text: str = "Ilka Varn resigned."):
        self.call, self.data, self.text = call, data, text
        self.writes: list[Write] = []
        self._prefix = uuid.uuid4().hex
        self._numbers = itertools.count()
        self._is_over = threading.Event()

    def write(self) -> Write:
        """One article, tried once."""
        write = Write(f"{self._prefix}-{next(self._numbers)}", self.text)
        self.writes.append(write)
        return self._try(write)

    def settle(self) -> None:
        """Send again what was to be sent again when they were stopped, until it is answered."""
        for write in self.writes:
            if write.statuses[-1] in AGAIN:
                again = partial(self._try, write)
                assert wait_for(lambda again=again: again().statuses[-1] not in AGAIN)

    def count(self) -> Counted:
        """What the database holds against what was answered."""
        with connect(self.data) as link:
            rows = link.execute(
                "SELECT headline, count(*) FROM annotations_article WHERE starts_with(headline, %s)"
                " GROUP BY headline",
                [self._prefix],
            )
            there = dict(rows.fetchall())
        return Counted(
            lost=sum(one.is_acknowledged and one.name not in there for one in self.writes),
            doubled=sum(number > 1 for number in there.values()),
            ghosts=sum(
                one.was_there_unsaid or (not one.is_acknowledged and one.name in there)
                for one in self.writes
            ),
        )

    def _try(self, write: Write) -> Write:
        body = {"desk": "demo", "headline": write.name, "text": write.text}
        headers = {
            "Authorization": f"Bearer {self.call.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": write.name,
        }
        link = http.client.HTTPConnection("127.0.0.1", self.call.started.port, timeout=120)
        status = NONE
        with contextlib.closing(link), contextlib.suppress(OSError, http.client.HTTPException):
            link.request("POST", "/api/v1/articles/", json.dumps(body), headers)
            answer = link.getresponse()
            write.is_in_doubt |= b"/problems/in-doubt" in answer.read()
            status = answer.status
            write.is_replayed = answer.headers.get("Idempotent-Replayed") == "true"
        write.statuses.append(status)
        return write

    def _work(self) -> None:
        """Each write until it is answered for good, under the same key."""
        while not self._is_over.is_set():
            write = self.write()
            while write.statuses[-1] in AGAIN and not self._is_over.wait(PAUSE):
                self._try(write)

    @contextmanager
    def at_work(self, people: int = 4) -> Iterator[None]:
        """They write as long as the block lasts, and have written something before it begins."""
        threads = [threading.Thread(target=self._work, daemon=True) for _ in range(people)]
        for thread in threads:
            thread.start()
        try:
            assert wait_for(lambda: self.acknowledged() >= people)
            yield
        finally:
            self._is_over.set()
            for thread in threads:
                thread.join()

    def go_on(self) -> bool:
        """Whether something more is acknowledged than was when this was asked."""
        before = self.acknowledged()
        return wait_for(lambda: self.acknowledged() > before)

    def acknowledged(self) -> int:
        return sum(bool(one.statuses) and one.is_acknowledged for one in list(self.writes))
