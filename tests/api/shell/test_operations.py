"""Every operation is described in words of its own, with the role that it takes in truth."""

import pytest
from drf_spectacular.generators import SchemaGenerator

from annotations.api.shell.operations import EXPORT, OPERATIONS, WHO
from annotations.models import Role
from tests.api.test_access import EXPECTED

RANKS = [*Role.values, "admin"]
# Their rows say what is asked of somebody else's.
OWN = {"own", "shared", "reporter own", "checker own"}


@pytest.fixture(scope="module")
def routes() -> dict[str, tuple[str, str]]:
    """By the name of an operation its row in the table of who may."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    found = {}
    for path, methods in schema["paths"].items():
        route = path.removeprefix("/api/v1/")
        for name, shown in (("pk", "id"), ("anchor", "anchor"), ("user", "user")):
            route = route.replace(f"{{{shown}}}", f"<int:{name}>")
        found |= {one["operationId"]: (method.upper(), route) for method, one in methods.items()}
    return found


def least(statuses: dict[str, int]) -> str:
    """The least role that is answered."""
    if statuses["stranger"] in (200, 201, 422) and statuses["viewer"] not in (403, 404):
        return "anyone"
    return next((role for role in RANKS if statuses[role] not in (403, 404)), "nobody")


def test_every_operation_is_told_and_nothing_else(routes):
    assert OPERATIONS.keys() == {name for name in routes if not name.startswith(EXPORT)}


def test_each_says_more_than_its_neighbours(routes):
    words = [told.words for told in OPERATIONS.values()]
    assert len(set(words)) == len(words)
    assert not [told for told in words if not told.endswith(".") or len(told) < 20]


def test_each_names_the_role_that_it_takes(subtests, routes):
    for name, told in OPERATIONS.items():
        with subtests.test(name):
            assert told.role in WHO
            asked = least(EXPECTED[routes[name]])
            if told.role.endswith(" own"):
                assert RANKS.index(told.role.removesuffix(" own")) <= RANKS.index(asked)
            elif told.role not in OWN and asked != "nobody":  # What the scene has not.
                assert told.role == asked
