import pytest

from annotations.models import Desk, Membership, Role, User
from annotations.services.accounts import desks
from tests.api.calls import Caller, Programs
from tests.cast import Cast
from tests.web.scene import Scene, make_scene

NAMES = ("viewer", "reporter", "checker", "editor", "second_editor", "stranger")


@pytest.fixture
def cast(db) -> Cast:
    """The people of tests/cast.py in a few statements: making them took longer than most tests."""
    people = {name: User(username=name) for name in NAMES}
    admin = User(username="admin", is_staff=True, is_superuser=True)
    User.objects.bulk_create([*people.values(), admin])
    desk, other = Desk.objects.bulk_create(
        [Desk(name="Politics", slug="politics"), Desk(name="Sports", slug="sports")]
    )
    for one in (desk, other):
        desks.give_scales(one)
    roles = {name: Role(name.removeprefix("second_")) for name in NAMES[:-1]}
    Membership.objects.bulk_create(
        [
            *(Membership(desk=desk, user=people[name], role=role) for name, role in roles.items()),
            Membership(desk=other, user=people["stranger"], role=Role.EDITOR),
        ]
    )
    return Cast(desk=desk, other_desk=other, admin=admin, **people)


@pytest.fixture
def api(cast) -> Programs:
    return Programs(cast)


@pytest.fixture
def scene(cast) -> Scene:
    return make_scene(cast)


@pytest.fixture
def second_reporter(cast) -> Caller:
    """A reporter of the same desk, who made nothing."""
    user = User.objects.create_user("second_reporter")
    desks.set_role(actor=cast.admin, desk=cast.desk, user=user, role=Role.REPORTER)
    return Caller(user)
