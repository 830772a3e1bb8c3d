"""A client that costs little: keep-alive connections, no libraries."""

import http.client
import json
import threading
import time


class Client:
    """One connection with a token."""

    def __init__(self, port: int, token: str = ""):
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Content-Type": "application/json"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def call(self, method: str, path: str, body: object = None) -> bytes:
        """The body of the answer; raises RuntimeError for a refusal."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body else None
        headers = dict(self.headers)
        if isinstance(body, bytes):
            headers["Content-Type"] = "application/x-ndjson"
        self.link.request(method, path, data, headers)
        answer = self.link.getresponse()
        found = answer.read()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {found[:300]!r}")
        return found


def percentiles(seconds: list[float]) -> tuple[float, float]:
    """p50 and p95 in milliseconds."""
    ordered = sorted(seconds)
    return ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.95)] * 1000


def timed(call, times: int) -> list[float]:
    """Seconds of each of `times` calls, after two that warm up."""
    call()
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return taken


def at_once(make_call, clients: int, times: int) -> tuple[list[float], float]:
    """Seconds of every call of `clients` threads, and calls a second of all together."""
    taken: list[float] = []

    def work() -> None:
        taken.extend(timed(make_call(), times))

    threads = [threading.Thread(target=work) for _ in range(clients)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, clients * (times + 2) / (time.perf_counter() - start)
