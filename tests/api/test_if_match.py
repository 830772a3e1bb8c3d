"""If-Match: the schema says which operations take it, and which refuse to go without."""

import pytest
from django.db import transaction
from drf_spectacular.generators import SchemaGenerator

from annotations.models import Claim

from .test_access import OFFERED, address, body, scene

__all__ = ["scene"]

STALE = '"999999"'
WRITES = [
    (method, route)
    for route, methods in OFFERED.items()
    for method in methods
    if method != "GET" and route != "articles/bulk/"
]


@pytest.fixture(scope="module")
def said() -> dict[tuple[str, str], bool]:
    """By operation whether If-Match is needed, of those that take it."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return {
        (method.upper(), path.removeprefix("/api/v1/")): one.get("required", False)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
        for one in operation.get("parameters", ())
        if one["name"] == "If-Match"
    }


def path_of(route: str) -> str:
    for name, shown in (("pk", "id"), ("anchor", "anchor"), ("user", "user")):
        route = route.replace(f"<int:{name}>", f"{{{shown}}}")
    return route


@pytest.mark.slow
def test_what_the_schema_says_of_if_match_is_so(subtests, scene, api, said):
    Claim.objects.update(assignee=api.admin.user)
    assert api.admin.credentials  # Made before what is taken back.
    for method, route in WRITES:
        needed = said.get((method, path_of(route)))
        with subtests.test(f"{method} {route}"), transaction.atomic():
            where, sent = address(route, scene), body(method, route, scene)
            late = api.admin.send(method, where, sent, seen=STALE).status_code
            if late != 403:  # Of what only its author may change.
                assert (late == 412) == (needed is not None)
            if needed and late != 403:
                assert api.admin.send(method, where, sent, seen=None).status_code == 428
            transaction.set_rollback(True)
