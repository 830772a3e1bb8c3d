"""Every refusal of every operation is a problem (RFC 9457) that the schema tells of."""

from collections.abc import Iterator

import pytest
from drf_spectacular.generators import SchemaGenerator

from annotations.api.shell import throttling
from tests.api.calls import AS_IT_IS, SEES_FIRST, Caller, nothing_written, refused
from tests.api.test_access import OFFERED, address, body, scene  # noqa: F401 - a fixture

NOWHERE = 987654321
OTHER = "no_such_name"
OPERATIONS = [(method, route) for route, methods in OFFERED.items() for method in methods]
SCHEMA = SchemaGenerator().get_schema(request=None, public=True)
# These are answered in one form whatever Accept says, or in JSON-LD where it names no other.
ONE_FORM = ("/text/", "/annotation/", "/web-annotations/", "/file/")


def described(method: str, route: str) -> dict:
    path = route.replace("<int:pk>", "{id}").replace("<int:", "{").replace(">", "}")
    return SCHEMA["paths"][f"/api/v1/{path}"][method.lower()]


def with_body() -> Iterator[tuple[str, str, str]]:
    """Each with the form of body that it takes."""
    for method, route in OPERATIONS:
        for kind in described(method, route).get("requestBody", {}).get("content", {}):
            if kind != "multipart/form-data":
                yield method, route, kind


def needs_version(method: str, route: str) -> bool:
    return any(
        one["name"] == "If-Match" and one.get("required")
        for one in described(method, route).get("parameters", ())
    )


def of(route: str, scene, api) -> Caller:  # noqa: F811
    """Who may do everything there: what is one's own nobody else may change."""
    if route.startswith("notifications/<"):
        return Caller(scene.told.person)
    return api.reporter if route.startswith("comments/<") else api.admin


def seen(route: str, scene) -> str:  # noqa: F811
    return AS_IT_IS if SEES_FIRST.search(address(route, scene)) else "*"


def check(response, status: int, slug: str, *fields: str, at: tuple[str, str]) -> None:
    told = described(*at)["responses"][str(status)]
    refused(response, status, slug, *fields)
    assert "application/problem+json" in told["content"]
    for name, header in told.get("headers", {}).items():
        form = SCHEMA["components"]["headers"][header["$ref"].rsplit("/", 1)[-1]]
        assert response.has_header(name) or not form["required"], name


@pytest.mark.slow
def test_nobody_is_told_to_sign_in(subtests, scene, api):  # noqa: F811
    for method, route in OPERATIONS:
        with subtests.test(f"{method} {route}"):
            response = api.nobody.send(method, address(route, scene), {}, seen="*")
            check(response, 401, "not-authenticated", at=(method, route))


@pytest.mark.slow
def test_what_is_not_there_is_404(subtests, scene, api):  # noqa: F811
    for method, route in OPERATIONS:
        if "<int:pk>" in route:
            with subtests.test(f"{method} {route}"):
                path = address(route.replace("<int:pk>", str(NOWHERE)), scene)
                response = api.admin.send(method, path, {}, seen="*")
                check(response, 404, "not-found", at=(method, route))


@pytest.mark.slow
def test_another_form_of_answer_is_406(subtests, scene, api):  # noqa: F811
    with nothing_written():
        for method, route in OPERATIONS:
            if route and not route.startswith("exports/") and not route.endswith(ONE_FORM):
                with subtests.test(f"{method} {route}"):
                    path = address(route, scene)
                    response = api.admin.send(method, path, {}, seen="*", Accept="image/png")
                    check(response, 406, "not-acceptable", at=(method, route))


@pytest.mark.slow
def test_an_unknown_parameter_is_400(subtests, scene, api):  # noqa: F811
    for method, route in OPERATIONS:
        if method == "GET":
            with subtests.test(f"{method} {route}"):
                response = api.admin.get(f"{address(route, scene)}?{OTHER}=1")
                check(response, 400, "unreadable", OTHER, at=(method, route))


@pytest.mark.slow
def test_a_body_that_cannot_be_read_is_refused(subtests, scene, api):  # noqa: F811
    """Of another form (415), no JSON (400), of unknown fields (422): by the field's name."""
    with nothing_written():
        for method, route, kind in with_body():
            for raw, form, status, slug, fields in (
                (b"a=1", "text/plain", 415, "unsupported-media-type", ()),
                (b'{"', kind, 400, "unreadable", ()),
                (f'{{"{OTHER}": 1}}'.encode(), kind, 422, "invalid", (OTHER,)),
            ):
                if kind != "application/json" and status != 415:
                    continue  # Each line has its own errors.
                with subtests.test(f"{method} {route} {status}"):
                    response = of(route, scene, api).send(
                        method, address(route, scene), raw=raw, kind=form, seen=seen(route, scene)
                    )
                    told = response.json().get("errors", [])
                    named = [one["field"] for one in told]
                    wanted = fields if set(fields) <= set(named) else ("it is not named",)
                    check(response, status, slug, *(named if fields == wanted else wanted),
                          at=(method, route))  # fmt: skip


@pytest.mark.slow
def test_what_overwrites_says_what_it_saw(subtests, scene, api):  # noqa: F811
    with nothing_written():
        for method, route in OPERATIONS:
            if not needs_version(method, route):
                continue
            for tag, status, slug, fields in (
                (None, 428, "precondition-required", ()),
                ("x", 400, "unreadable", ("If-Match",)),
                ('"99"', 412, "stale", ()),
            ):
                with subtests.test(f"{method} {route} {status}"):
                    sent = body(method, route, scene)
                    caller = of(route, scene, api)
                    response = caller.send(method, address(route, scene), sent, seen=tag)
                    check(response, status, slug, *fields, at=(method, route))
                    if status == 412:
                        assert response.json()["current"]["version"] < 99


@pytest.mark.slow
def test_what_is_too_large_or_too_often_is_refused(subtests, settings, cast, scene, api):  # noqa: F811
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    with nothing_written():
        for method, route, kind in with_body():
            with subtests.test(f"{method} {route} 413"):
                response = api.admin.send(
                    method, address(route, scene), raw=b" " * 11, kind=kind, seen="*"
                )
                check(response, 413, "too-large", at=(method, route))
        settings.API_RATE = 1
        hurried = Caller(cast.admin)
        hurried.get("me/")
        for method, route in OPERATIONS:
            with subtests.test(f"{method} {route} 429"):
                response = hurried.send(method, address(route, scene), {}, seen="*")
                check(response, 429, "too-many", at=(method, route))
    throttling._counted.clear()
