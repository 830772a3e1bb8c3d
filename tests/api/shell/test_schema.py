"""/api/schema/ and /api/docs/: the schema is valid, whole, and what the API keeps to."""

import inspect
import io
import json

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from annotations.api.shell.resources import Detail, Resource
from annotations.api.urls import v1
from annotations.models import Stage

VERBS = set(
    "Accept Add Answer Approve Archive Ask Assign Bring Call Cancel Change Confirm Copy "
    "Correct Decide Delete Dismiss Download Edit Export Hand Leave Lift List Look Mark Merge Move "
    "Pause Propose Publish Put Read Record Remove Reopen Resolve Retry Return Revoke Rotate "
    "Save Say Send Show Split Stop Tag Take Undo Unwatch Watch".split()
)


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
    assert types["article"] == {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}
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
