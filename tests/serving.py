"""A web server on loopback whose pages a test sets, for what fetches from the web."""

import contextlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0  # Seconds before each byte, when there is one; before an answer to a POST.


@dataclass
class Web:
    """`pages` by path; `asked` are the requests that came, as (path, headers).

    `sent` is what was posted, as (headers, body); `dripped` are the bytes of pages with a pause that were sent so far.
    """

    url: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    sent: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    dripped: int = 0

    def asked_for(self, path: str) -> int:
        return sum(one == path for one, _ in self.asked)


@contextmanager
def serving() -> Iterator[Web]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            web.asked.append((self.path, dict(self.headers)))
            page = web.pages.get(self.path, Page(status=404))
            etag = page.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                page = Page(status=304)
            self.send_response(page.status)
            for name, value in ({"Content-Type": page.media_type} | page.headers).items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                if not page.pause:
                    self.wfile.write(page.body)
                    return
                for byte in page.body:
                    time.sleep(page.pause)
                    self.wfile.write(bytes([byte]))
                    web.dripped += 1

        def do_POST(self):
            length = int(self.headers.get("Content-Length", 0))
            web.sent.append((dict(self.headers), self.rfile.read(length)))
            page = web.pages.get(self.path, Page(status=404))
            time.sleep(page.pause)
            self.send_response(page.status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web = Web(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield web
    server.shutdown()
    server.server_close()
