"""/api/schema/ and /api/docs/: the schema is valid, whole, and what the API keeps to."""

import inspect
import io
import json

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from annotations.api.shell.ndjson import TYPE as NDJSON
from annotations.api.shell.resources import Detail, Resource
from annotations.api.urls import v1
from annotations.models import Label, Stage
from tests.api.calls import Caller, id_for
from tests.properties import times

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
VERBS = set(
    "Accept Add Answer Approve Archive Ask Assign Bring Call Cancel Change Confirm Copy "
    "Correct Decide Delete Dismiss Edit Export Hand Leave Lift List Look Mark Merge Move "
    "Pause Propose Publish Put Read Record Remove Reopen Resolve Retry Return Revoke Rotate "
    "Save Say Send Show Split Stop Tag Take Undo Unwatch Watch".split()
)
# Without a search for the smallest: a made-up request is small, and each try is many queries.
FEW = settings(times(0.03), phases=[Phase.generate], suppress_health_check=list(HealthCheck))


PLACES = {"start": st.integers(0, 9), "end": st.integers(0, 9)}
LINES = st.lists(
    st.fixed_dictionaries(
        {"desk": st.just("politics") | st.integers(), "headline": st.text(), "text": st.text()},
        optional={
            "claims": st.lists(st.fixed_dictionaries(PLACES), max_size=2),
            "mentions": st.lists(
                st.fixed_dictionaries(PLACES | {"label": st.sampled_from(Label.values)}), max_size=2
            ),
            "external_id": st.text(),
            "published_at": st.text() | st.datetimes().map(str),
        },
    ),
    min_size=1,
    max_size=3,
)


def written(lines: list[dict]) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


schemathesis.openapi.media_type(NDJSON, LINES.map(written))


@pytest.fixture
def one_connection():
    """A server drops its connection after each request; here it holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def aim(case, scene) -> None:
    """Point a made-up request at rows that are there."""
    if "id" in case.path_parameters:
        case.path_parameters["id"] = id_for(case.path.split("/")[3], scene)
    if "If-Match" in case.headers:
        case.headers["If-Match"] = "*"
    case.headers.pop("Idempotency-Key", None)
    if isinstance(case.body, dict):
        there = {
            "desk": scene.article.desk_id,
            "claim": scene.claim.pk,
            "source": scene.evidence.source_id,
            "revision": scene.article.current_revision_id,
            "entity": scene.mention.entity_id,
            "into": scene.pair.first_id,
            "user": scene.claim.created_by_id,
            "start": 0,
            "end": 8,
            "exact": "Minister",
            "source_url": "https://example.org/",
            "url": "https://example.org/other",
            "question": "true",
            "rating": "mixed",
            "claimant": "Ilka",
        }
        case.body |= {name: value for name, value in there.items() if name in case.body}


def checks_for(operation) -> list:
    """The schema calls a file text, whatever is in it."""
    return CHECKS[:-1] if "/exports/" in operation.path else CHECKS


@pytest.mark.slow
@pytest.mark.hypothesis
@pytest.mark.usefixtures("one_connection")
def test_answers_to_made_up_requests_are_as_the_schema_says(subtests, cast, scene):
    headers = Caller(cast.admin).credentials
    schema = schemathesis.openapi.from_wsgi("/api/schema/", get_wsgi_application(), headers=headers)
    statuses = set()
    for result in schema.get_all_operations():
        operation = result.ok()
        number = 0

        @FEW
        @given(case=operation.as_strategy())
        def ask(case):
            nonlocal number
            number += 1
            if number % 2:
                aim(case, scene)
            for name in ("fields", "include"):  # They choose less and more than the schema says.
                case.query.pop(name, None)
            response = case.call(headers=headers)
            statuses.add(response.status_code)
            case.validate_response(response, checks=checks_for(case.operation))

        with subtests.test(operation.label):
            mark = transaction.savepoint()
            try:
                ask()
            finally:
                transaction.savepoint_rollback(mark)
            assert number > 1
    assert statuses >= {200, 201, 204, 404, 409, 422}


def test_the_schema_is_valid_and_made_without_a_warning():
    out, err = io.StringIO(), io.StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=out, stderr=err)

    assert "openapi: 3" in out.getvalue()
    assert err.getvalue() == ""


def test_every_method_of_every_route_is_in_the_schema():
    schema = SchemaGenerator().get_schema(request=None, public=True)
    validate_schema(schema)
    described = {
        (
            method,
            path.removeprefix("/api/v1/")
            .replace("{id}", "<int:pk>")
            .replace("{anchor}", "<int:anchor>")
            .replace("{user}", "<int:user>"),
        )
        for path, methods in schema["paths"].items()
        for method in methods
    }

    assert described == {
        (method, route)
        for route, view in v1
        for method in ("get", "post", "put", "patch", "delete")
        if method in view.cls.http_method_names and hasattr(view.cls, method)
    }
    names = [one["operationId"] for path in schema["paths"].values() for one in path.values()]
    assert len(names) == len(set(names))


def test_every_operation_is_summed_up_in_a_line_of_its_own(subtests):
    schema = SchemaGenerator().get_schema(request=None, public=True)
    summaries = {
        f"{method} {path}": operation.get("summary", "")
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    }

    for operation, summary in summaries.items():
        with subtests.test(operation):
            assert summary.split(" ")[0] in VERBS
            assert summary == summary.strip().removesuffix(".")
            assert "\n" not in summary
            assert len(summary) <= 60
    assert len(set(summaries.values())) == len(summaries)


def test_descriptions_are_written_for_those_who_call():
    schema = SchemaGenerator().get_schema(request=None, public=True)
    described = [
        operation.get("description", "")
        for methods in schema["paths"].values()
        for operation in methods.values()
    ]

    assert not {inspect.cleandoc(base.__doc__) for base in (Resource, Detail)} & set(described)
    assert "Newest first and without their texts.\n\nFor every member of the desk." in described
    assert schema["openapi"].startswith("3.1")


def test_the_schema_says_which_values_a_filter_takes():
    schema = SchemaGenerator().get_schema(request=None, public=True)
    claims = schema["paths"]["/api/v1/claims/"]["get"]["parameters"]
    types = {one["name"]: one["schema"] for one in claims}
    stage = types["stage"]["$ref"].rsplit("/", 1)[-1]

    assert schema["components"]["schemas"][stage]["enum"] == Stage.values
    assert types["article"] == {"type": "integer"}
    assert types["updated_since"] == {"type": "string", "format": "date-time"}
    assert types["limit"]["maximum"] == 200


def test_the_schema_says_which_parameters_a_list_takes():
    schema = SchemaGenerator().get_schema(request=None, public=True)
    parameters = {one["name"] for one in schema["paths"]["/api/v1/claims/"]["get"]["parameters"]}

    assert parameters == {
        "desk", "article", "stage", "question", "rating", "assignee", "search",
        "external_id", "priority", "label", "watching", "due", "updated_since", "limit", "cursor", "If-None-Match", "fields", "include",
    }  # fmt: skip
    patch = schema["paths"]["/api/v1/claims/{id}/"]["patch"]["parameters"]
    assert [one["required"] for one in patch if one["name"] == "If-Match"] == [True]


@pytest.mark.parametrize("path", ["/api/schema/", "/api/docs/"])
def test_schema_and_docs_are_for_people_who_signed_in(path, cast, sign_in, client, api):
    assert client.get(path).status_code == 401
    assert api.viewer.get(path).status_code == 200
    response = sign_in(cast.viewer).get(path)
    assert response.status_code == 200


def test_the_schema_is_json_for_who_asks_for_it(api):
    schema = json.loads(api.viewer.get("/api/schema/", Accept="application/json").content)
    assert schema["openapi"].startswith("3.1")


def test_the_docs_bring_their_own_files(cast, sign_in):
    response = sign_in(cast.viewer).get("/api/docs/")

    assert b"https://" not in response.content
    assert "script-src 'self'" in response["Content-Security-Policy"]
