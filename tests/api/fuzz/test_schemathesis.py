"""The schema is true: schemathesis asks every operation, with all of its checks.

A part of what it can make up is asked in every run, the same each time; `script/fuzz` asks all.
"""

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from annotations.services.guests import guests
from tests.api.calls import Caller
from tests.api.test_access import scene  # noqa: F401 - a fixture

from . import cases
from .aim import Aim
from .asking import Found, ask
from .exceptions import KNOWN

IS_DEEP = "NEWSROOM_FUZZ" in os.environ
DEPTH = cases.Depth(None, 25) if IS_DEEP else cases.Depth(14, 3)
# An administrator may do most, so most of what is asked comes that far.
WHO = (
    "admin",
    "editor",
    "admin",
    "checker",
    "admin",
    "reporter",
    "admin",
    "nobody",
    "admin",
    "guest",
)


CONFIG = schemathesis.Config.from_dict(
    {
        "checks": {
            "missing_required_header": {
                "expected-statuses": ["400", "401", "403", "404", "422", "428"]
            }
        }
    }
)


@pytest.fixture
def one_connection():
    """A server drops its connection after each request; here it holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def callers(cast, scene, one_connection) -> dict[str, dict[str, str]]:  # noqa: F811
    """Headers of each; a guest tries the secret of a link."""
    people = {name: Caller(getattr(cast, name)).credentials for name in set(WHO[:6])}
    secret = guests.invite(
        actor=cast.editor,
        article_id=scene.article.pk,
        claim_ids=[scene.claim.pk],
        guest="Dr Advocat",
        action="comment",
    ).secret
    return people | {"nobody": {}, "guest": {"Authorization": f"Bearer {secret}"}}


@pytest.mark.slow
@pytest.mark.hypothesis
def test_schemathesis_finds_nothing_but_what_is_written_down(subtests, scene, callers):  # noqa: F811
    headers = callers["admin"]
    schema = schemathesis.openapi.from_wsgi(
        "/api/schema/", get_wsgi_application(), headers=headers, config=CONFIG
    )
    aim, found, asked = Aim(scene), Found(), 0
    for result in schema.get_all_operations():
        operation = result.ok()
        for number, case in enumerate(cases.of(operation, DEPTH)):
            if number % 4:
                aim.take(case, whole=number % 4 == 1)
            who = WHO[asked % len(WHO)]
            ask(case, who, callers[who], found)
            asked += 1
        failed = {
            kind: told for (label, kind), told in found.failures.items() if label == operation.label
        }
        with subtests.test(operation.label):
            assert not failed, "\n\n".join(failed.values())
    print(found.told())
    assert set(found.statuses) >= {200, 201, 204, 400, 401, 403, 404, 405, 409, 415, 422, 428}
    if IS_DEEP:
        assert {one.reason for one in KNOWN} == set(found.used)
