"""Tells open pages that something changed: ids only, delivered when the transaction commits."""

import json

from django.db import connection

CHANNEL = "newsroom"


def notify(
    kind: str, *, desk: int | None = None, article: int | None = None, pk: int | None = None
) -> None:
    """Send `{"kind", "desk", "article", "id"}`; kinds are article, claim, mention, run, worker.

    Workers are of no desk: everybody hears of them.
    """
    payload = json.dumps({"kind": kind, "desk": desk, "article": article, "id": pk})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
