"""Two web servers behind nginx, up to three workers, both brokers, a replica and pgbouncer.

Prints how many articles a second so many workers tag, and whether pages, events and exports come
through the proxy.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.client import Client
from benchmarks.parts import Parts, wait
from tests.browser.running import ROOT, free_port
from tests.faults.clusters import Cluster
from tests.faults.test_events import Stream

WORDS = "The minister counted 41 bridges in Oslo and said that none of them was safe. "
WORKERS = (1, 2, 3)
TAKEN = """
SELECT count(*), extract(epoch FROM max(finished_at) - min(started_at))::float
FROM annotations_taggingrun WHERE desk_id = %s AND state = 'done' AND id > %s
"""
PEOPLE = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from annotations.models import User
from annotations.services.accounts import desks, tokens
user = User.objects.create_superuser("scale", password="between-two-bridges-41")
desk = desks.create(actor=user, name="Scale", slug="scale")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session.save()
print(tokens.create(actor=None, user=user), session.session_key, desk.pk)
"""


class Site:
    """The product in as many processes as are wanted, with one broker."""

    def __init__(self, folder: Path):
        self.folder, self.parts = folder, Parts(folder)
        self.primary, self.replica = Cluster(folder / "primary"), Cluster(folder / "replica")

    def prepare(self) -> None:
        """Two databases, pgbouncer, tables and a person."""
        self.primary.make()
        self.primary.start("-c", "max_connections=200", "-c", "shared_buffers=256MB")
        self.primary.ask("CREATE ROLE newsroom_owner LOGIN CREATEROLE")
        self.primary.ask("CREATE DATABASE newsroom OWNER newsroom_owner")
        self.replica.follow(self.primary)
        self.replica.start("-c", "max_connections=200", "-c", "hot_standby_feedback=on")
        bouncer = self.parts.pgbouncer(self.primary.port)
        owner = self.primary.link("newsroom_owner", "newsroom")
        self.env = {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "SECRET_KEY": "scale" * 12,
            "NEWSROOM_DATA": str(self.folder),
            "DATABASE_URL": f"postgres://newsroom_application@127.0.0.1:{bouncer}/newsroom",
            "DATABASE_REPLICA_URL": self.replica.link("newsroom_application", "newsroom"),
            "NEWSROOM_STATEMENT_SECONDS": "0",  # pgbouncer takes no options.
            "NEWSROOM_TRUSTED_PROXIES": "1",
        }
        self.manage("migrate", "-v", "0", DATABASE_OWNER_URL=owner)
        self.manage("collectstatic", "--noinput", "-v", "0")
        said = self.manage("shell", "-v", "0", "-c", PEOPLE)
        self.token, session, desk = said.split()
        self.desk, self.cookie = int(desk), f"newsroom_session={session}"

    def manage(self, *words: str, **env: str) -> str:
        run = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env={**os.environ, **self.env, **env},
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        return run.stdout

    def serve(self, name: str, process: str, *words: str) -> subprocess.Popen:
        return self.parts.start(
            name, sys.executable, "manage.py", "serve", process, *words, **self.env
        )

    def start(self, broker: str) -> None:
        """Two web servers, events and beat behind nginx."""
        self.env["CELERY_BROKER_URL"] = broker
        self.web = [free_port(), free_port()]
        events = free_port()
        self.of_broker = [
            *(self.serve(f"web{n}", "web", "--port", str(port), "--processes", "1")
              for n, port in enumerate(self.web)),
            self.serve("events", "events", "--port", str(events)),
            self.serve("beat", "beat"),
        ]  # fmt: skip
        for port in (*self.web, events):
            wait(port, 300)
        self.port = self.parts.nginx(self.web, events)
        self.of_broker.append(self.parts.started[-1])
        self.client = Client(self.port, self.token)

    def have(self, workers: int) -> None:
        """Start workers until there are so many, and wait for them."""
        while len(self.workers) < workers:
            name = f"worker{len(self.workers)}"
            self.workers.append(self.serve(name, "worker", "--processes", "1"))
        while self._workers() != workers:
            time.sleep(1)
        time.sleep(10)  # They load the model after they said that they are there.

    def _workers(self) -> int:
        try:
            return json.loads(self.client.call("GET", "/healthz"))["workers"]
        except RuntimeError:  # A first answer may be late.
            return 0

    def stop(self) -> None:
        self.parts.stop(*self.workers, *self.of_broker)
        self.primary.ask("SELECT 1")

    def tagged(self, articles: int, mark: str) -> float:
        """Articles a second, from the first that was taken to the last that was done."""
        before = self._ask("SELECT coalesce(max(id), 0) FROM annotations_taggingrun")[0]
        lines = (
            {"desk": "scale", "headline": f"{mark} {n}", "text": f"{mark} {n}. {WORDS * 27}"}
            for n in range(articles)
        )
        self.client.call(
            "POST", "/api/v1/articles/bulk/", "\n".join(map(json.dumps, lines)).encode()
        )
        while True:
            done, seconds = self._ask(TAKEN, self.desk, before)
            if done == articles:
                return articles / seconds
            time.sleep(0.5)

    def _ask(self, statement: str, *given):
        return self.primary.row(statement, given, "newsroom")

    def proofs(self) -> None:
        """That pages, events and exports come through the proxy, by both servers."""
        page = Client(self.port)
        page.headers["Cookie"] = self.cookie
        for _ in range(20):
            assert b"scale" in page.call("GET", "/articles/")
        counts = [
            log.read_text().count("GET /articles/ 200")
            for log in sorted(self.parts.folder.glob("web?.log"))
        ]
        assert all(counts), counts
        print(f"  pages: {' + '.join(map(str, counts))} answered by the two servers")
        with Stream(self.port, self.cookie) as stream:
            stream.is_listening()
            begun = time.perf_counter()
            body = {"desk": "scale", "headline": f"Told {begun}", "text": f"Told {begun}."}
            self.client.call("POST", "/api/v1/articles/", body)
            assert stream.next()["kind"] == "article"
            took = (time.perf_counter() - begun) * 1000
            print(f"  events: a page hears of an article {took:.0f} ms after it was sent")
        scans = "SELECT sum(xact_commit) FROM pg_stat_database WHERE datname = 'newsroom'"
        before = self.replica.ask(scans)
        found = self.client.call("GET", "/api/v1/exports/claims.ndjson")
        time.sleep(2)
        assert self.replica.ask(scans) > before
        logs = self.parts.folder.glob("web?.log")
        warned = any("from the primary" in log.read_text() for log in logs)
        print(f"  export: {len(found.splitlines())} lines, read from the replica: {not warned}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300, help="tagged in each measurement")
    articles = parser.parse_args().articles
    with tempfile.TemporaryDirectory(prefix="newsroom-scale-", ignore_cleanup_errors=True) as name:
        site = Site(Path(name))
        try:
            site.prepare()
            for broker in ("redis", "rabbitmq"):
                site.workers = []
                site.start(getattr(site.parts, broker)())
                print(f"{broker}: two web servers, nginx, pgbouncer, a replica", flush=True)
                for workers in WORKERS:
                    site.have(workers)
                    rate = site.tagged(articles, f"{broker} {workers}")
                    print(f"  {workers} worker(s): {rate:6.1f} articles a second", flush=True)
                site.proofs()
                site.stop()
        finally:
            site.parts.stop()
            for cluster in (site.replica, site.primary):
                cluster.stop()


if __name__ == "__main__":
    main()
