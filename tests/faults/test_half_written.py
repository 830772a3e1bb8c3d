"""Uploads that end in the middle."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.browser.running import Running, running
from tests.faults.test_bad_days import health
from tests.faults.test_embedded_server import connect
from tests.faults.test_up import Caller

pytestmark = pytest.mark.faults
MANY = 24  # More than the web processes have threads: none of them is lost.


@pytest.fixture(scope="module")
def started(tmp_path_factory) -> Iterator[Running]:
    data = tmp_path_factory.mktemp("half written") / "data"
    with running(data) as started:
        started.data = data
        yield started


@pytest.fixture(scope="module")
def call(started) -> Caller:
    return Caller(started, started.data)


def form(headline: str) -> tuple[str, bytes]:
    """A file with its fields, as a browser sends it."""
    parts = [
        b'--half\r\nContent-Disposition: form-data; name="desk"\r\n\r\ndemo\r\n',
        b'--half\r\nContent-Disposition: form-data; name="file"; filename="half.txt"\r\n'
        b"Content-Type: text/plain\r\n\r\n",
        f"{headline}\n\n{'Ilka Varn resigned. ' * 20_000}".encode(),
        b"\r\n--half--\r\n",
    ]
    return "multipart/form-data; boundary=half", b"".join(parts)


def lines(headline: str) -> tuple[str, bytes]:
    """A bulk import: each line alone would be a whole article."""
    line = {"desk": "demo", "headline": headline, "text": "Ilka Varn resigned."}
    return "application/x-ndjson", b"\n".join([json.dumps(line).encode()] * 2000)


def article(headline: str) -> tuple[str, bytes]:
    body = {"desk": "demo", "headline": headline, "text": "Ilka Varn resigned. " * 20_000}
    return "application/json", json.dumps(body).encode()


WAYS = {
    "/api/v1/articles/": article,
    "/api/v1/articles/bulk/": lines,
    "/api/v1/articles/ (file)": form,
}


@contextmanager
def half(call: Caller, path: str, headline: str) -> Iterator[socket.socket]:
    """The first half of an upload is sent; the line stays open as long as the block lasts."""
    kind, body = WAYS[path](headline)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{call.started.port}\r\n"
        f"Authorization: Bearer {call.token}\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", call.started.port), timeout=60) as link:
        link.sendall(head.encode() + body[: len(body) // 2])
        yield link


def there(started: Running, headline: str) -> int:
    with connect(started.data) as link:
        query = "SELECT count(*) FROM annotations_article WHERE headline = %s"
        return link.execute(query, [headline]).fetchone()[0]


@pytest.mark.parametrize("path", WAYS)
def test_an_upload_that_ends_in_the_middle_leaves_nothing(started, call, path):
    for _ in range(MANY):
        with half(call, path, "Half of it"):
            pass

    assert health(started)[0] == 200
    assert call("GET", "/api/v1/articles/")["results"]
    assert there(started, "Half of it") == 0
