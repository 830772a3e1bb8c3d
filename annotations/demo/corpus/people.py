"""Who works on the desks of a made corpus. Nobody can sign in as them: they have no passwords."""

from dataclasses import dataclass, field

from annotations.models import Desk, Question, Rating, Role, User
from annotations.services.accounts import desks

from .stories import DESKS

STAFF = {Role.EDITOR: 2, Role.CHECKER: 3, Role.REPORTER: 2, Role.VIEWER: 1}


@dataclass
class Staff:
    """A desk, its people by role, and the steps of its scale for `true`, best first."""

    desk: Desk
    people: dict[str, list[User]]
    ratings: list[Rating] = field(default_factory=list)


def prefix(seed: int) -> str:
    """What the names of desks and people of this corpus begin with."""
    return f"corpus-{seed}-"


def staff(seed: int) -> dict[str, Staff]:
    """By the name of the desk; made where they are missing. Call it in a transaction."""
    chief = _person(f"{prefix(seed)}chief", is_staff=True, is_superuser=True)
    return {name: _desk(chief, f"{prefix(seed)}{name}") for name in DESKS}


def _desk(chief: User, slug: str) -> Staff:
    desk = Desk.objects.filter(slug=slug).first()
    if desk is None:
        desk = desks.create(actor=chief, name=slug.replace("-", " ").capitalize(), slug=slug)
    people: dict[str, list[User]] = {}
    for role, number in STAFF.items():
        people[role] = [_person(f"{slug}-{role}-{at}") for at in range(number)]
        for person in people[role]:
            desks.set_role(actor=chief, desk=desk, user=person, role=role)
    return Staff(desk, people, list(Rating.objects.scale(desk, Question.TRUE)))


def _person(username: str, **rights: bool) -> User:
    person = User.objects.filter(username=username).first()
    if person is None:
        person = User(username=username, **rights)
        person.set_unusable_password()
        person.save()
    return person
