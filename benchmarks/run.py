"""The figures of docs/benchmarks.md: each beside its floor, measured in the same run."""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from benchmarks import browser, imports, while_tagging
from benchmarks.client import Client, at_once, percentiles, timed
from newsroom.embedded.paths import socket_folder
from tests.browser.running import ROOT, Running
from tests.faults.test_events import Desk, Stream


class Figures(list):
    def add(self, what: str, value: float, unit: str, *, floor=0.0, target="", met=None) -> None:
        self.append(
            {
                "what": what,
                "value": value,
                "unit": unit,
                "floor": floor,
                "target": target,
                "met": met,
            }
        )

    def show(self) -> None:
        print(f"{'':38} {'figure':>12} {'floor':>9} {'ratio':>7}  target")
        for row in self:
            floor = f"{row['floor']:9.2f}" if row["floor"] else f"{'–':>9}"
            ratio = f"{row['value'] / row['floor']:6.1f}x" if row["floor"] else f"{'–':>7}"
            verdict = {True: "met", False: "MISSED", None: ""}[row["met"]]
            value = f"{row['value']:.2f} {row['unit']}"
            print(f"{row['what']:38} {value:>12} {floor} {ratio}  {row['target']} {verdict}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--imports", type=int, metavar="ARTICLES", help="measure only these")
    options = parser.parse_args()
    figures = Figures()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        Running(data).wait_until_ready().stop()
        start = time.perf_counter()
        started = Running(data).wait_until_ready()
        warm = time.perf_counter() - start
        figures.add("warm start", warm, "s", target="<= 3 s", met=warm <= 3)
        try:
            if options.imports is None:
                measure(started, data, figures)
            client = Client(started.port, create_token(data))
            with connect(data) as link:
                imports.measure(started, client, link, figures, options.imports or 1_000)
        except Exception:
            print("".join(started.lines[-30:]), file=sys.stderr)
            raise
        finally:
            started.stop()
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        figures.show()


def measure(started: Running, data: Path, figures: Figures) -> None:
    token = create_token(data)
    client = Client(started.port, token)
    small, large = add_article(client, 50), add_article(client, 1000)
    growing = add_article(client, 50, "Also with")
    add_articles(client, 1000, 10)
    wait_for_tagging(data)
    client = Client(started.port, token)  # The server closes idle connections.
    bare = percentiles(timed(lambda: client.call("GET", "/api/v1/desks/?limit=1"), 200))[0]
    commit = commit_floor(data)
    figures.add("bare view (one row)", bare, "ms")
    figures.add("commit of one row", commit, "ms")
    reads(client, small, large, bare, figures)
    opens(client, small, large, bare, figures)
    creates(started.port, token, growing, commit, figures)
    export(client, started, data, figures)
    waited = heard(started, data)
    figures.add("change heard by a page", waited, "ms", target="<= 500 ms", met=waited <= 500)
    pages(started, small, large, figures)
    meanwhile(started.port, data, token, growing, figures)


def reads(client: Client, small: int, large: int, bare: float, figures: Figures) -> None:
    for what, path, most in (
        ("list of 50 articles", "/api/v1/articles/?desk=demo", 15),
        ("open, 50 spans", f"/api/v1/articles/{small}/annotations/", 8),
        ("open, 1,000 spans", f"/api/v1/articles/{large}/annotations/", 20),
    ):
        p50, p95 = percentiles(timed(lambda path=path: client.call("GET", path), 100))
        figures.add(f"{what}, p50", p50, "ms", floor=bare, target=f"<= {most} ms", met=p50 <= most)
        figures.add(f"{what}, p95", p95, "ms")


def opens(client: Client, small: int, large: int, bare: float, figures: Figures) -> None:
    """As a program opens an article: what it is, then what stands on it."""
    for name, article in (("50", small), ("1,000", large)):
        path = f"/api/v1/articles/{article}/"

        def both(path=path) -> None:
            client.call("GET", path)
            client.call("GET", f"{path}annotations/")

        p50 = percentiles(timed(both, 100))[0]
        figures.add(f"open in two calls, {name} spans, p50", p50, "ms", floor=2 * bare)


def claim_of(client: Client, article: int) -> dict:
    found = client.call("GET", f"/api/v1/articles/{article}/")
    return {"revision": json.loads(found)["current_revision"]["id"], "start": 4, "end": 12}


def creates(port: int, token: str, article: int, commit: float, figures: Figures) -> None:
    body = claim_of(Client(port, token), article)

    def make():
        client = Client(port, token)
        return lambda: client.call("POST", "/api/v1/claims/", body)

    p50, p95 = percentiles(timed(make(), 200))
    met = p50 <= 6 or p50 <= 20 * commit
    target = "<= 6 ms or 20x commit"
    figures.add("create claim, 1 client, p50", p50, "ms", floor=commit, target=target, met=met)
    figures.add("create claim, 1 client, p95", p95, "ms")
    taken, rate = at_once(make, 8, 100)
    p50, p95 = percentiles(taken)
    figures.add("create claim, 8 clients, p50", p50, "ms", floor=commit)
    figures.add("create claim, 8 clients, p95", p95, "ms")
    figures.add("create claim, 8 clients", rate, "/s", target=">= 400/s", met=rate >= 400)


def meanwhile(port: int, data: Path, token: str, article: int, figures: Figures) -> None:
    """Beside what the same takes while nothing is tagged."""
    client = Client(port, token)
    body = claim_of(client, article)
    alone = percentiles(timed(lambda: client.call("POST", "/api/v1/claims/", body), 100))[0]
    (p50, p95), was_busy = while_tagging.creating(data, port, token, body)
    what = "create claim while tagging" if was_busy else "create claim, tagged too soon"
    figures.add(f"{what}, p50", p50, "ms", floor=alone)
    figures.add(f"{what}, p95", p95, "ms")


def pages(started: Running, small: int, large: int, figures: Figures) -> None:
    """Beside what the browser takes for an answer of one line."""
    with browser.opened(started) as page:
        bare, _ = browser.visible(page, f"{started.url}/healthz", ranges=0)
        figures.add("bare answer in the browser", bare, "s")
        for name, article in (("50", small), ("1,000", large)):
            address = f"{started.url}/articles/{article}/"
            seconds, files = browser.visible(page, address, ranges=40)
            met = seconds <= 0.5 if name == "1,000" else None
            target = "<= 0.5 s" if met is not None else ""
            what = f"workbench visible, {name} spans"
            figures.add(what, seconds, "s", floor=bare, target=target, met=met)
        figures.add("files of the workbench", files, "")


def export(client: Client, started: Running, data: Path, figures: Figures) -> None:
    before = memory(started)
    start = time.perf_counter()
    size = len(client.call("GET", "/api/v1/exports/claims.ndjson?desk=demo"))
    seconds = time.perf_counter() - start
    rate = size / 1e6 / seconds
    with connect(data) as link, link.cursor() as cursor:
        start = time.perf_counter()
        with cursor.copy("COPY (SELECT row_to_json(c) FROM annotations_claim c) TO STDOUT") as copy:
            copied = sum(len(chunk) for chunk in copy)
        floor = copied / 1e6 / (time.perf_counter() - start)
    figures.add("export of 1,000 x 10 spans", seconds, "s")
    figures.add("export", rate, "MB/s", floor=floor, target=">= 40 MB/s", met=rate >= 40)
    figures.add("web memory after export", memory(started) - before, "MB more")


def heard(started: Running, data: Path) -> float:
    """Milliseconds from a request that makes a claim to the event in another's page."""
    desk = Desk(started, data)
    cookie = desk.sign_in("checker")
    with Stream(desk.events_port(cookie), cookie) as stream:
        stream.is_listening()
        start = time.perf_counter()
        desk.claim()
        stream.next()
        return (time.perf_counter() - start) * 1000


def create_token(data: Path) -> str:
    run = subprocess.run(
        [sys.executable, "manage.py", "create_token", "editor"],
        cwd=ROOT,
        env={**os.environ, "NEWSROOM_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def add_article(client: Client, spans: int, begins: str = "With") -> int:
    """The same words under the same headline would be the same article."""
    lines = imports.with_spans(f"{begins} {spans} spans", spans)
    return json.loads(client.call("POST", "/api/v1/articles/bulk/", lines))["id"]


def add_articles(client: Client, number: int, spans: int) -> None:
    lines = b"\n".join(imports.with_spans(f"Article {i}", spans) for i in range(number))
    client.call("POST", "/api/v1/articles/bulk/", lines)


def wait_for_tagging(data: Path) -> None:
    active = "SELECT 1 FROM annotations_taggingrun WHERE state IN ('queued', 'running') LIMIT 1"
    with connect(data) as link:
        while link.execute(active).fetchone():
            time.sleep(1)


def connect(data: Path) -> psycopg.Connection:
    folder = str(socket_folder(data.resolve()))
    return psycopg.connect(host=folder, user="newsroom", dbname="newsroom", autocommit=True)


def commit_floor(data: Path) -> float:
    """Milliseconds of one INSERT, committed."""
    with connect(data) as link:
        link.execute("CREATE TABLE floor (id bigserial PRIMARY KEY, words text)")
        taken = timed(lambda: link.execute("INSERT INTO floor (words) VALUES ('x')"), 300)
        link.execute("DROP TABLE floor")
    return percentiles(taken)[0]


def memory(started: Running) -> float:
    """Resident megabytes of the web processes."""
    total = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            words = (status.parent / "cmdline").read_bytes()
            if b"newsroom.wsgi" in words and str(started.port).encode() in words:
                total += int(re.search(r"VmRSS:\s+(\d+)", status.read_text()).group(1)) / 1024
        except OSError:
            continue
    return total


if __name__ == "__main__":
    main()
