"""Which processes make up a running Newsroom on one machine."""

import os
from pathlib import Path

from .children import python

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
# Tagging may wait, people do not.
WORKER_NICE = 10
# Seconds that what is under way may take when a process is told to end: beside a person who waits
# for `up` to stop, and where the next process serves meanwhile.
HASTY, PATIENT = 3, 90
GRANIAN = ("--no-ws", "--respawn-failed-workers",
           "--log-level", "warning",
           # HTTP/2 lets a body come without its length, which Django takes for none.
           "--http", "1")  # fmt: skip


def web(host: str, port: int, processes: int = 2, patience: int = HASTY) -> list[str]:
    """Pages and API: blocking threads and a pool answered most requests."""
    return python(
        "-m", "newsroom.launcher.forking", *GRANIAN, "--interface", "wsgi", "--host", host,
        "--port", str(port), "--workers", str(processes), "--blocking-threads", "4",
        "--workers-kill-timeout", str(patience), "newsroom.wsgi:application",
    )  # fmt: skip


def events(host: str, port: int) -> list[str]:
    return python(
        "-m", "granian", *GRANIAN, "--interface", "asginl", "--host", host,
        "--port", str(port), "--workers", "1", "--workers-kill-timeout", str(HASTY),
        "newsroom.asgi:application",
    )  # fmt: skip


def worker(processes: int = 2) -> list[str]:
    # RabbitMQ refuses a second one of the same name.
    name = f"worker{os.getpid()}@%h"
    return python(
        "-W", "ignore", "-m", "celery", "--quiet", "-A", "newsroom", "worker",
        "--concurrency", str(processes), "--queues", "tagging,web", "--without-gossip",
        "--without-mingle", "--loglevel", "warning", "--hostname", name,
    )  # fmt: skip


def redactions() -> list[str]:
    """The one process beside migrations that works as the owner of the tables."""
    return python(str(MANAGE), "carry_out_redactions", "--forever")


def beat(data: Path) -> list[str]:
    """A process of its own: embedded in the worker it can hang the worker's stop."""
    return python(
        "-m", "celery", "--quiet", "-A", "newsroom.beats", "beat", "--loglevel", "warning",
        "--schedule", str(data / "beat"), "--pidfile", "",
    )  # fmt: skip


def seal() -> list[str]:
    """Who signs the audit trail: a process of its own, which alone knows the key."""
    return python("-m", "django", "seal_audit", "--forever")
