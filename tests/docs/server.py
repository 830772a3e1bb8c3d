"""A machine for the blocks of docs/running.md: their folders, ports and servers are a test's own.

Programs that only root may run, or that change the machine, have stand-ins; all else is what it is.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import IO

import psycopg

from newsroom.embedded import binaries, identity
from tests.browser.running import free_port
from tests.faults.test_embedded_server import wait_for

from .pages import DOCS, ROOT, lines

PAGE = DOCS / "running.md"
SITE = "news.example"
FOLDERS = (
    "/etc/newsroom", "/etc/systemd/system", "/opt/newsroom", "/var/lib/newsroom", "/etc/nginx",
    "/run/newsroom-beside",
)  # fmt: skip
PORTS = ("5432", "6379", "8000", "8001", "8010", "8011", "443", "80")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
CADDY = shutil.which("caddy")
REDIS = shutil.which("redis-server")


def stand_ins(root: Path) -> dict[str, str]:
    """By program what stands in for it; `$@` is what it was told."""
    return {
        "adduser": "true",
        "apt-get": "true",
        "install": 'exec /usr/bin/install "${@/#newsroom/$(id -gn)}"',
        "nginx": f'exec {NGINX} -c {root}/etc/nginx/nginx.conf "$@"',
        "python3": f'[ "$1 $2" = "-m venv" ] && exec ln -s {sys.prefix} "$3"',
        "service": '[ "$*" != "nginx restart" ] || { nginx & sleep 1; }',
        "setpriv": '[[ $1 == --reuid=newsroom ]] || exec /usr/bin/setpriv "$@"; while [[ $1 == --* ]]; do shift; done; exec "$@"',
        "systemctl": SYSTEMCTL.format(root=root),
        "su": '[ "$1 $2" = "postgres -c" ] && exec bash -c "$3"',
    }


# As systemd does with the target, whose processes are the shell's, and with those that stand in.
SYSTEMCTL = """
serving() {{ pgrep --parent $(cat {root}/shell); }}
serve() {{ .venv/bin/python manage.py serve $1 ${{2:+--port $(cat {root}/$2)}} & }}
cd {root}/opt/newsroom
set -a && . {root}/etc/newsroom/newsroom.env && set +a
case "$*" in
daemon-reload) ;;
"start newsroom-beside@web newsroom-beside@events")
    for one in "web 8010" "events 8011"; do serve $one; echo $! >>{root}/beside; done ;;
"restart newsroom.target")
    serving | xargs kill
    while serving >/dev/null; do sleep 0.2; done
    serve web 8000; serve events 8001; serve worker; serve beat ;;
"stop newsroom-beside@web newsroom-beside@events")
    kill $(cat {root}/beside)
    while kill -0 $(cat {root}/beside) 2>/dev/null; do sleep 0.2; done ;;
*) exit 1 ;;
esac
"""
NGINX_CONF = """
{user} daemon off; pid {root}/nginx.pid; error_log stderr;
events {{}}
http {{
    client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/f;
    uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;
    include {root}/etc/nginx/sites-enabled/*;
}}
"""


def blocks() -> list[str]:
    """Those that are run, in their order."""
    found: list[str] = []
    last = 0
    for line in lines(PAGE):
        if line.fence == "bash":
            if line.number != last + 1:
                found.append("")
            found[-1] += f"{line.text}\n"
            last = line.number
    return found


class Server:
    """Runs the blocks below `root`; `ports` are by what has them in the document."""

    def __init__(self, root: Path):
        self.root = root
        self.ports = {name: free_port() for name in PORTS}
        self.processes: list[subprocess.Popen] = []
        (root / "bin").mkdir()
        for name, code in stand_ins(root).items():
            self._write(f"bin/{name}", f"#!/bin/bash\n{code}\n").chmod(0o755)
        for name in ("8000", "8001", "8010", "8011"):
            self._write(name, str(self.ports[name]))
        for folder in (
            "etc/nginx/sites-available", "etc/nginx/sites-enabled", "etc/systemd/system",
            "opt", "run", "var/lib/newsroom",
        ):  # fmt: skip
            (root / folder).mkdir(parents=True)
        user = "user root;" if os.geteuid() == 0 else ""
        self._write("etc/nginx/nginx.conf", NGINX_CONF.format(root=root, user=user))
        # Nothing of the test's own settings.
        kept = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
        self.env = kept | {
            "PATH": f"{root}/bin:{binaries.folder()}:/usr/sbin:{os.environ['PATH']}",
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.ports["5432"]),
            "PGUSER": "postgres",
            "PIP_NO_INDEX": "1",
        }

    def _write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def start(self, *words: str, stdout: IO[str] | int = subprocess.DEVNULL) -> subprocess.Popen:
        process = subprocess.Popen(
            words, cwd=ROOT, env=self.env, start_new_session=True,
            stdout=stdout, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def start_postgresql(self) -> None:
        """As Debian's package leaves it: over TCP with passwords, but for its administrator."""
        data = self.root / "postgres" / "data"
        identity.own(data.parent)
        bin = binaries.folder()
        made = identity.command(
            str(bin / "initdb"), "--pgdata", str(data), "--username=postgres", "--no-sync",
            "--auth=trust", "--no-locale", "--encoding=UTF8",
        )  # fmt: skip
        subprocess.run(made, check=True, capture_output=True, cwd="/")
        access = "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
        (data / "pg_hba.conf").write_text(access)
        log = (self.root / "postgres.log").open("w+")
        self.start(*identity.command(
            str(bin / "postgres"), "-D", str(data), "-p", str(self.ports["5432"]),
            "-c", "unix_socket_directories=", "-c", "listen_addresses=127.0.0.1",
        ), stdout=log)  # fmt: skip
        ready = [str(bin / "pg_isready"), "--quiet"]
        while subprocess.run(ready, env=self.env, check=False).returncode:
            assert self.processes[-1].poll() is None, (self.root / "postgres.log").read_text()
            time.sleep(0.1)

    def start_redis(self) -> None:
        """Where there is one: else messages are files."""
        if not REDIS:
            return
        port = str(self.ports["6379"])
        self.start(REDIS, "--port", port, "--bind", "127.0.0.1", "--save", "")

    def start_caddy(self) -> int:
        """Beside nginx, before the same processes, with the certificate of nginx; its port."""
        port, kept = free_port(), f"{self.root}/etc/newsroom/tls"
        text = self.placed((ROOT / "deploy" / "caddy" / "Caddyfile").read_text())
        for was, now in (
            ("{$NEWSROOM_SITE:news.example} {", f"https://{SITE}:{port} {{\ntls {kept}.crt {kept}.key"),
            ("\tservers {", "\tadmin off\n\tauto_https off\n\tservers {"),
            ("root /run", f"root {self.root}/run"),
        ):  # fmt: skip
            assert was in text
            text = text.replace(was, now)
        path = self._write("Caddyfile", text)
        log = (self.root / "caddy.log").open("w+")
        self.start("caddy", "run", "--adapter", "caddyfile", "--config", str(path), stdout=log)
        assert wait_for(
            lambda: "serving initial configuration" in (self.root / "caddy.log").read_text()
        )
        return port

    def placed(self, text: str) -> str:
        """With folders and ports of this test."""
        for folder in FOLDERS:
            text = text.replace(folder, f"{self.root}{folder}")
        for was, port in self.ports.items():
            for mark in ("127.0.0.1:{}", "--port {}", "news.example:{}", "listen {}"):
                for end in ("\n", "/", " ", ";", ":", "}"):
                    text = text.replace(mark.format(was) + end, mark.format(port) + end)
        if not REDIS:
            text = text.replace("CELERY_BROKER_URL=redis:", "NO_BROKER=")
        return text.replace(f"https://{SITE}/", f"https://{SITE}:{self.ports['443']}/")

    def run(self, *scripts: str) -> str:
        """One shell reads them all; what it said until its end, after which its children live."""
        done = self.root / "done"
        done.unlink(missing_ok=True)
        begin = ["set -eu", f"[ -e {self.root}/shell ] || echo $$ >{self.root}/shell"]
        script = "\n".join([*begin, *map(self.placed, scripts), f"touch {done}", "wait"])
        with (self.root / "log").open("a") as file:
            process = self.start("bash", "-c", script, stdout=file)
        deadline = time.monotonic() + 900
        while not done.exists():
            assert process.poll() is None, self.log()[-3_000:]
            assert time.monotonic() < deadline, self.log()[-3_000:]
            time.sleep(0.2)
        return self.log()

    def log(self) -> str:
        """All that was said."""
        return (self.root / "log").read_text()

    def say(self, script: str) -> str:
        """What a script prints that ends by itself."""
        words = ["bash", "-c", self.placed(script)]
        return subprocess.run(
            words, env=self.env, capture_output=True, text=True, check=True
        ).stdout

    def headlines(self) -> Counter[str]:
        """Of all articles in the database."""
        where = f"postgres://postgres@127.0.0.1:{self.ports['5432']}/newsroom"
        with psycopg.connect(where) as link:
            rows = link.execute("SELECT headline FROM annotations_article").fetchall()
        return Counter(headline for (headline,) in rows)

    def stop(self) -> None:
        for patience in (signal.SIGTERM, signal.SIGKILL):
            for process in reversed(self.processes):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, patience)
            time.sleep(2)
        for process in self.processes:
            process.wait(30)
