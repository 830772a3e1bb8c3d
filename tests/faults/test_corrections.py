"""An article is corrected again and again while the database and web processes are killed."""

import http.client
import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from tests.browser.running import running
from tests.faults.counting import AGAIN, NONE, PAUSE
from tests.faults.test_counted import kill, web
from tests.faults.test_embedded_server import connect, postmaster, wait_for
from tests.faults.test_jobs import add
from tests.faults.test_up import Caller, children_of

pytestmark = pytest.mark.faults
SENTENCES = [f"The budget of department {n} grew by {n + 2} percent last year." for n in range(20)]
STATE = """
SELECT r.text, count(a.id), count(*) FILTER (WHERE substr(r.text, a.start + 1, a."end" - a.start) = a.exact)
FROM annotations_revision r
LEFT JOIN (annotations_anchor a JOIN annotations_claim c ON c.id = a.claim_id AND c.stage = 'open')
    ON a.revision_id = r.id
WHERE r.article_id = %s GROUP BY r.id ORDER BY r.number
"""


class Corrector:
    """Corrects one article, each time to another text, until each is answered for good."""

    def __init__(self, call: Caller, article: int):
        self.call, self.article = call, article
        self.texts: list[str] = []  # What was acknowledged, in this order.
        self.refused: list[tuple[int, bytes]] = []
        self._is_over = threading.Event()

    def work(self) -> None:
        while not self._is_over.is_set():
            text = f"Corrected: {uuid.uuid4()}.\n\n{' '.join(SENTENCES)}"
            key, seen, status = uuid.uuid4().hex, None, NONE
            while status in AGAIN:
                seen = seen or self._version()
                status = self._send(text, key, seen) if seen else NONE
                if status in AGAIN:
                    self._is_over.wait(PAUSE)
            if status == 201:
                self.texts.append(text)

    def _version(self) -> str:
        status, tag, _ = self._ask("GET", f"/api/v1/articles/{self.article}/", None, {})
        return tag if status == 200 else ""

    def _send(self, text: str, key: str, seen: str) -> int:
        path = f"/api/v1/articles/{self.article}/revisions/"
        headers = {"If-Match": seen, "Idempotency-Key": key}
        status, _, said = self._ask("POST", path, {"text": text, "kind": "correction"}, headers)
        if status not in {201, *AGAIN}:
            self.refused.append((status, said))
        return status

    def _ask(self, method: str, path: str, body, headers: dict) -> tuple[int, str, bytes]:
        sent = {"Authorization": f"Bearer {self.call.token}", "Content-Type": "application/json"}
        link = http.client.HTTPConnection("127.0.0.1", self.call.started.port, timeout=120)
        with closing(link), suppress(OSError, http.client.HTTPException):
            link.request(method, path, json.dumps(body) if body else None, sent | headers)
            answer = link.getresponse()
            return answer.status, answer.headers.get("ETag", ""), answer.read()
        return NONE, "", b""

    def go_on(self) -> bool:
        before = len(self.texts)
        return wait_for(lambda: len(self.texts) > before or bool(self.refused))

    @contextmanager
    def at_work(self) -> Iterator[None]:
        thread = threading.Thread(target=self.work, daemon=True)
        thread.start()
        try:
            assert self.go_on()
            yield
        finally:
            self._is_over.set()
            thread.join()


def test_a_correction_is_there_whole_and_once_or_not_at_all(tmp_path):
    """Its revision and all its highlights; what was answered by an error is sent again."""
    data = tmp_path / "data"
    with running(data, NEWSROOM_STATEMENT_SECONDS="10") as started:
        call = Caller(started, data)
        text = " ".join(SENTENCES)
        [article] = add(call, ("Corrected all the time", text))
        revision = call("GET", f"/api/v1/articles/{article}/")["current_revision"]["id"]
        for sentence in SENTENCES:
            start = text.index(sentence)
            place = {"revision": revision, "start": start, "end": start + len(sentence)}
            call("POST", "/api/v1/claims/", place | {"exact": sentence})
        corrector = Corrector(call, article)
        with corrector.at_work():
            for _ in range(3):
                main = postmaster(data)
                kill(main, *children_of(main))
                assert corrector.go_on()
                kill(*children_of(web(started)))
                assert corrector.go_on()
        assert corrector.refused == []
        with connect(data) as link:
            there = link.execute(STATE, [article]).fetchall()

    whole = (len(SENTENCES), len(SENTENCES))
    assert there == [(text, *whole), *[(one, *whole) for one in corrector.texts]]
