"""People who write through a proxy all the while, and what they were told of each write."""

import http.client
import itertools
import json
import ssl
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

NONE = 0  # No answer: the line broke.
PAUSE = 0.3  # Seconds between two requests of one person.
UPLOADING = 8.0  # Seconds between the halves of a slow upload: longer than the switch waits.


class Line(http.client.HTTPSConnection):
    """One that is kept open from request to request, to this machine under the site's name."""

    def __init__(self, site: str, port: int, context: ssl.SSLContext):
        super().__init__("127.0.0.1", port, timeout=180, context=context)
        self._name, self._tls = site, context

    def connect(self) -> None:
        http.client.HTTPConnection.connect(self)
        self.sock = self._tls.wrap_socket(self.sock, server_hostname=self._name)


class Hammer:
    """Persons who add articles to the desk `politics`: each with an `Idempotency-Key` or without,
    in one piece or slowly. Nobody sends anything again, whatever the answer is.
    """

    def __init__(self, site: str, ports: list[int], authority: str, bearer: str):
        self.answers: dict[str, int] = {}  # Of each headline, which only one write has.
        self.broken: list[str] = []  # How lines broke.
        self._site, self._bearer = site, bearer
        self._context = ssl.create_default_context(cafile=authority)
        self._prefix, self._numbers = f"hammered {uuid.uuid4().hex}", itertools.count()
        self._is_over = threading.Event()
        self._persons = [
            threading.Thread(target=self._work, args=(port, keyed, slow), daemon=True)
            for port in ports
            for keyed in (True, False)
            for slow in (False, False, True)
        ]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        for person in self._persons:
            person.start()
        try:
            yield
        finally:
            self._is_over.set()
            for person in self._persons:
                person.join()

    def statuses(self) -> Counter[int]:
        return Counter(self.answers.values())

    def misfits(self, there: Counter[str]) -> dict[str, int]:
        """Writes that are not `there` once if they were acknowledged, else not at all."""
        return {
            name: there[name]
            for name, status in self.answers.items()
            if there[name] != (status == 201)
        }

    def _work(self, port: int, keyed: bool, slow: bool) -> None:
        line = Line(self._site, port, self._context)
        while not self._is_over.wait(PAUSE):
            name = f"{self._prefix} {next(self._numbers)}"
            self.answers[name] = NONE
            try:
                self.answers[name] = self._write(line, port, name, keyed, slow)
            except (OSError, http.client.HTTPException) as error:
                self.broken.append(f"{port}: {error!r}")
                line.close()

    def _write(self, line: Line, port: int, name: str, keyed: bool, slow: bool) -> int:
        body = json.dumps({"desk": "politics", "headline": name, "text": "Ilka Varn resigned."})
        half = len(body) // 2 if slow else len(body)
        line.putrequest("POST", "/api/v1/articles/", skip_host=True)
        headers = {
            "Host": f"{self._site}:{port}",
            "Authorization": f"Bearer {self._bearer}",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
        }
        for header, value in (headers | {"Idempotency-Key": name} if keyed else headers).items():
            line.putheader(header, value)
        line.endheaders(body[:half].encode())
        if slow:
            time.sleep(UPLOADING)
            line.send(body[half:].encode())
        answer = line.getresponse()
        answer.read()
        return answer.status
