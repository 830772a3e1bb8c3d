"""The people of every test: members of one desk by role, a colleague elsewhere, a stranger."""

from dataclasses import dataclass

from annotations.models import Desk, Membership, Role, User
from annotations.services.accounts import desks

PASSWORD = "correct horse battery staple"


@dataclass
class Cast:
    desk: Desk
    other_desk: Desk
    viewer: User
    reporter: User
    checker: User
    editor: User
    second_editor: User
    stranger: User  # An editor of the other desk.
    admin: User

    def by_role(self, name: str) -> User:
        return getattr(self, name)


def make_cast() -> Cast:
    people = {
        name: User.objects.create_user(name, password=PASSWORD)
        for name in ("viewer", "reporter", "checker", "editor", "second_editor", "stranger")
    }
    admin = User.objects.create_superuser("admin", password=PASSWORD)
    desk = desks.create(actor=admin, name="Politics", slug="politics")
    other = desks.create(actor=admin, name="Sports", slug="sports")
    Membership.objects.filter(user=admin).delete()
    for name in ("viewer", "reporter", "checker", "editor"):
        desks.set_role(actor=admin, desk=desk, user=people[name], role=Role(name))
    desks.set_role(actor=admin, desk=desk, user=people["second_editor"], role=Role.EDITOR)
    desks.set_role(actor=admin, desk=other, user=people["stranger"], role=Role.EDITOR)
    return Cast(desk=desk, other_desk=other, admin=admin, **people)
