"""What people wait for while the worker tags."""

import json
from pathlib import Path

import psycopg

from benchmarks.client import Client, percentiles, timed
from newsroom.embedded.paths import socket_folder

ARTICLES = 300
WORDS = "The minister counted 41 bridges in Oslo and said that none of them was safe. "
QUEUED = "SELECT count(*) FROM annotations_taggingrun WHERE state = 'queued'"


def creating(data: Path, port: int, token: str, body: dict) -> tuple[tuple[float, float], bool]:
    """p50 and p95 of making a claim, and whether the worker had work to the end of it."""
    client = Client(port, token)
    client.call("POST", "/api/v1/articles/bulk/", b"\n".join(map(line, range(ARTICLES))))
    taken = timed(lambda: client.call("POST", "/api/v1/claims/", body), 100)
    folder = str(socket_folder(data.resolve()))
    with psycopg.connect(host=folder, user="newsroom", dbname="newsroom") as link:
        left = link.execute(QUEUED).fetchone()[0]
    return percentiles(taken), left > 0


def line(number: int) -> bytes:
    """An article of some 400 words."""
    headline = f"While tagging {number}"
    return json.dumps({"desk": "demo", "headline": headline, "text": WORDS * 27}).encode()
