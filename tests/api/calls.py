"""How tests call the API: as a person's program, in JSON, and what they say of the answers."""

import json
import re
from contextlib import contextmanager
from functools import cache, cached_property

from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.client import ClientHandler

from annotations.services.accounts import tokens

API = "/api/v1/"
HEAD = {"id", "url", "version", "created_at", "updated_at"}
PROBLEM = {"type", "title", "status", "detail", "errors"}
# Loading the middleware anew for each caller took a tenth of the time.
HANDLER = ClientHandler(enforce_csrf_checks=False)
ROLES = ("nobody", "stranger", "viewer", "reporter", "checker", "editor", "admin")


# What is decided is decided on the version that is there, unless a test says what was seen.
SEES_FIRST = re.compile(
    r"(assessments/\d+/|double-checks/\d+/)(approve|return|propose-again|decide|call-off)/"
)
AS_IT_IS = "as it is"


class Caller:
    """Somebody's program. Paths are below /api/v1/, or whole addresses; `seen` is If-Match."""

    def __init__(self, user=None):
        self.user = user
        self.client = Client()
        self.client.handler = HANDLER

    @cached_property
    def credentials(self) -> dict[str, str]:
        if self.user is None:
            return {}
        return {"Authorization": f"Bearer {tokens.create(actor=None, user=self.user)}"}

    def send(self, method, path, body=None, *, seen=AS_IT_IS, raw=None, kind=None, **headers):
        """`body` as JSON, or `raw` bytes as `kind`."""
        if seen == AS_IT_IS:
            decides = SEES_FIRST.search(path) if method == "POST" else None
            seen = self.get(decides[1]).headers.get("ETag") if decides else None
        if raw is None:
            raw = b"" if body is None else json.dumps(body).encode()
        if seen is not None:
            headers["If-Match"] = seen if isinstance(seen, str) else f'"{seen}"'
        return self.client.generic(
            method,
            path if path.startswith(("/", "http")) else API + path,
            raw,
            content_type=kind or "application/json",
            headers=self.credentials | headers,
        )

    def get(self, path, **headers):
        return self.send("GET", path, **headers)

    def post(self, path, body=None, **given):
        return self.send("POST", path, body, **given)

    def patch(self, path, body=None, **given):
        return self.send("PATCH", path, body, **given)

    def delete(self, path, **given):
        return self.send("DELETE", path, **given)

    def upload(self, path, **fields):
        """As a form with files sends them."""
        return self.client.post(API + path, fields, headers=self.credentials)

    def download(self, path) -> bytes:
        """A file to its end, where it is closed."""
        response = self.get(path)
        assert response.status_code == 200, response.content[:500]
        return b"".join(response.streaming_content)


class Programs:
    """`programs.checker` calls as the checker of the cast; `programs.nobody` without credentials."""

    def __init__(self, cast):
        self._cast = cast

    def __getattr__(self, name: str) -> Caller:
        caller = Caller(None if name == "nobody" else getattr(self._cast, name))
        setattr(self, name, caller)
        return caller


def refused(response, status: int, slug: str, *fields: str) -> dict:
    """The problem of a refusal, once its form, status, slug and named fields are as they should."""
    assert response["Content-Type"] == "application/problem+json", response.content[:500]
    problem = response.json()
    found = (response.status_code, problem["status"], problem["type"])
    assert found == (status, status, f"/problems/{slug}"), problem
    assert set(problem) - {"current"} == PROBLEM
    assert [error["field"] for error in problem["errors"]] == list(fields), problem
    assert all(error["message"] for error in problem["errors"])
    return problem


def ids(response) -> list[int]:
    """Of the rows of a list."""
    assert response.status_code == 200, response.content[:500]
    return [row["id"] for row in response.json()["results"]]


def id_for(kind: str, scene) -> int:
    """The id of the scene's row of this kind, by the first word of an address."""
    more = {
        "desks": scene.article.desk_id,
        "revisions": scene.article.current_revision_id,
        "sources": scene.evidence.source_id,
        "entities": scene.mention.entity_id,
        "invitations": scene.invitation.pk,
        "saved-filters": scene.kept.pk,
        "tagging-rules": scene.rule.pk,
        "tagging-runs": scene.run.pk,
        "tagging-batches": scene.batch.pk,
    }
    made = {
        "entity-pairs": "pair",
        "entity-moves": "move",
        "source-merges": "source_merge",
        "claim-links": "link",
        "snapshots": "copy",
    }
    if kind in made:
        return getattr(scene, made[kind]).pk
    return more.get(kind) or scene.pk_for(kind)


@contextmanager
def nothing_written():
    """Every row of the application is afterwards as it was, tokens aside: using one is recorded."""
    before = _fingerprints()
    yield
    assert _fingerprints() == before


def _fingerprints() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_fingerprint_query())
        return dict(cursor.fetchall())


@cache
def _fingerprint_query() -> str:
    """A digest of each table's rows."""
    tables = {model._meta.db_table for model in apps.get_app_config("annotations").get_models()}
    return " UNION ALL ".join(
        f"SELECT '{table}', md5(string_agg(t::text, ';' ORDER BY t::text)) FROM \"{table}\" t"
        + (" WHERE \"table\" <> 'token'" if table == "annotations_event" else "")
        for table in sorted(tables - {"annotations_token"})
    )
