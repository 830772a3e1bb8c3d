"""PostgreSQL servers beside the embedded one, on loopback."""

import subprocess
from pathlib import Path

import psycopg

from newsroom.embedded import binaries, identity
from tests.browser.running import free_port
from tests.faults.test_embedded_server import wait_for


class Cluster:
    """A PostgreSQL of one folder on loopback, for whoever knocks."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder / "data", free_port()
        self.process: subprocess.Popen | None = None
        identity.own(folder)

    def tool(self, name: str, *words: str) -> None:
        run = identity.command(str(binaries.folder() / name), "-D", str(self.folder), *words)
        subprocess.run(run, check=True, capture_output=True, cwd="/", timeout=300)

    def make(self) -> None:
        self.tool(
            "initdb", "-U", "postgres", "--auth=trust", "--no-sync", "--no-locale", "-E", "UTF8"
        )

    def follow(self, primary: "Cluster") -> None:
        """Become a streaming replica of another one."""
        self.tool("pg_basebackup", "-R", "-c", "fast", "-d", primary.url)

    def start(self, *options: str) -> None:
        words = ("-p", str(self.port), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off",
                 "-c", "unix_socket_directories=", *options)  # fmt: skip
        program = str(binaries.folder() / "postgres")
        self.process = subprocess.Popen(
            identity.command(program, "-D", str(self.folder), *words),
            cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert wait_for(self._answers)

    def _answers(self) -> bool:
        try:
            return self.ask("SELECT 1") == 1
        except psycopg.OperationalError:
            return False

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(60)

    def link(self, role: str = "postgres", name: str = "postgres") -> str:
        return f"postgres://{role}@127.0.0.1:{self.port}/{name}"

    @property
    def url(self) -> str:
        return self.link()

    def ask(self, statement: str):
        with psycopg.connect(self.url, autocommit=True) as link:
            cursor = link.execute(statement)
            return cursor.fetchone()[0] if cursor.description else None

    def row(self, statement: str, given: tuple, name: str) -> tuple:
        """The first row of an answer of one of its databases."""
        with psycopg.connect(self.link(name=name), autocommit=True) as link:
            return link.execute(statement, given).fetchone()
