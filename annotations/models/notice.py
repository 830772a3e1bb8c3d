"""Tells open pages that something changed: ids only, delivered when the transaction commits."""

import hashlib
import json
from collections.abc import Iterable

from django.db import connection

CHANNEL = "newsroom"
# What pages are told of by these; presence and rights beside them (below).
KINDS = ("article", "claim", "mention", "comment", "run", "worker", "notification")
# SQL, the same of a claim that a statement inserts; takes its desk and its article.
CLAIM_ADDED = f"""pg_notify('{CHANNEL}', json_build_object('kind', 'claim',
    'desk', %s::bigint, 'article', %s::bigint, 'id', annotations_claim.id)::text)"""


def notify(
    kind: str, *, desk: int | None = None, article: int | None = None, pk: int | None = None
) -> None:
    """Send `{"kind", "desk", "article", "id"}`, of one of KINDS.

    Triggers send another, rights: a session ended, or what a person may see changed
    (`0036_live_rights`).

    Workers are of no desk: everybody hears of them.
    """
    notify_all(kind, [(desk, article, pk)])


def notify_all(kind: str, changed: Iterable[tuple[int | None, int | None, int | None]]) -> None:
    """Send one event each of (desk, article, id), in one statement."""
    payloads = [
        json.dumps({"kind": kind, "desk": desk, "article": article, "id": pk})
        for desk, article, pk in changed
    ]
    if not payloads:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify(%s, event) FROM unnest(%s::text[]) event", [CHANNEL, payloads]
        )


def notify_presence(
    *, desk: int, article: int, person: int, name: str, tab: str, claim: int | None
) -> None:
    """Tell the pages of an article that this person's `tab` is there, with `claim` open."""
    notice = {"kind": "presence", "desk": desk, "article": article, "person": person}
    send(json.dumps(notice | {"name": name, "tab": tab, "claim": claim}))


def send(payload: str) -> None:
    """Tell whoever listens, as it stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


def digest_of_session(key: str) -> str:
    """What stands for a session in a notice: everybody who may LISTEN could read its key."""
    return hashlib.sha256(key.encode()).hexdigest()
