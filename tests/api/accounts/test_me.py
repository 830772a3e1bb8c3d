"""/api/v1/me/ and /api/v1/: who calls, and where everything is."""

import pytest

from annotations.api.urls import v1
from annotations.models import Membership, User
from tests.api.calls import refused
from tests.api.test_access import EXPECTED, OFFERED


def test_a_caller_is_told_name_and_roles(cast, api):
    User.objects.filter(pk=cast.checker.pk).update(display_name="Cleo Check")
    Membership.objects.create(desk=cast.other_desk, user=cast.checker, role="viewer")

    assert api.checker.get("me/").json() == {
        "id": cast.checker.pk,
        "username": "checker",
        "name": "Cleo Check",
        "is_administrator": False,
        "scopes": ["read", "write", "desk"],
        "roles": [
            {"desk": cast.desk.pk, "slug": "politics", "role": "checker"},
            {"desk": cast.other_desk.pk, "slug": "sports", "role": "viewer"},
        ],
    }


def test_an_administrator_is_an_editor_of_every_desk(cast, api):
    row = api.admin.get("me/").json()

    assert row["is_administrator"]
    assert [(one["slug"], one["role"]) for one in row["roles"]] == [
        ("politics", "editor"),
        ("sports", "editor"),
    ]


def test_who_is_on_no_desk_is_told_so(cast, api):
    Membership.objects.filter(user=cast.viewer).delete()

    assert api.viewer.get("me/").json()["roles"] == []


def test_nobody_is_told_nothing(subtests, api):
    for path in ("", "me/"):
        with subtests.test(path):
            refused(api.nobody.get(path), 401, "not-authenticated")
            refused(api.viewer.get(f"{path}?search=x"), 400, "unreadable", "search")
            refused(api.viewer.post(path, {}), 405, "method-not-allowed")


def test_the_root_names_every_list_and_file_and_each_address_answers(subtests, api):
    found = api.viewer.get("").json()

    assert set(found) == {route.strip("/") for route, _ in v1 if route and "<" not in route} | {
        "schema",
        "docs",
    }
    assert found["claims"] == "http://testserver/api/v1/claims/"
    assert found["exports/claims.csv"] == "http://testserver/api/v1/exports/claims.csv"
    for name, address in found.items():
        with subtests.test(name):
            response = api.viewer.get(address)
            is_read = "GET" in OFFERED.get(f"{name}/", ["GET"])  # A file has no slash.
            needs_desk = EXPECTED.get(("GET", name), {}).get("viewer") == 400
            assert response.status_code == (400 if needs_desk else 200 if is_read else 405)
            if response.streaming:
                b"".join(response.streaming_content)


@pytest.mark.parametrize(
    "accept", ["text/html,application/xhtml+xml,*/*;q=0.8", "text/html", "*/*"]
)
def test_a_browser_gets_json_too(accept, cast, sign_in):
    response = sign_in(cast.viewer).get("/api/v1/", headers={"Accept": accept})

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response.json()["me"] == "http://testserver/api/v1/me/"
