"""The demo people. Their passwords are public: they exist on loopback only (manage.py up)."""

from typing import NamedTuple

from annotations.models import Role, User


class Person(NamedTuple):
    username: str
    password: str
    display_name: str
    role: Role | None  # None: the administrator.


DESK_SLUG = "demo"
DESK_NAME = "Demo desk"
PEOPLE = (
    Person("reporter", "reporter-demo", "Rana Reporter", Role.REPORTER),
    Person("checker", "checker-demo", "Cem Checker", Role.CHECKER),
    Person("editor", "editor-demo", "Edda Editor", Role.EDITOR),
    Person("editor2", "editor2-demo", "Emil Editor", Role.EDITOR),
    Person("admin", "admin-demo", "Ada Admin", None),
)


def open_doors() -> list[str]:
    """The demo people who can still sign in with their public password."""
    found = User.objects.filter(
        username__in=[one.username for one in PEOPLE], is_active=True
    ).in_bulk(field_name="username")
    return [
        one.username
        for one in PEOPLE
        if one.username in found and found[one.username].check_password(one.password)
    ]
