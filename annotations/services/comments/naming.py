"""Who is named in a comment: `@` and a user name."""

import re
from typing import NamedTuple

from annotations import access
from annotations.models import Membership, User
from annotations.models.articles.embargoes import who_sees

# What a user name may be made of, after a place where no word or address goes on.
NAMED = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")
TRAILING = ".+-@"
MOST = 50  # Names of one comment that are looked up.


class Named(NamedTuple):
    people: list[User]  # Who can see the article, in the order of the text.
    strangers: list[str]  # Names of nobody who can.


def written(body: str) -> list[str]:
    """The names in a text, each once, as they are written."""
    return list(dict.fromkeys(match[1] for match in NAMED.finditer(body)))[:MOST]


def named_in(body: str, desk_id: int, article_id: int) -> Named:
    """Who is meant by names in a text about this article; a full stop after one is none of it."""
    names = written(body)
    forms = {name: [name, *_shortened(name)] for name in names}
    wanted = {form for some in forms.values() for form in some}
    known = {person.username: person for person in _who_can_see(wanted, desk_id, article_id)}
    people, strangers = [], []
    for name in names:
        person = next((known[form] for form in forms[name] if form in known), None)
        if person is None:
            strangers.append(name.rstrip(TRAILING) or name)
        elif person not in people:
            people.append(person)
    return Named(people, strangers)


def _shortened(name: str) -> list[str]:
    """The name without the signs at its end, one after the other."""
    end = len(name.rstrip(TRAILING))
    return [name[:at] for at in range(len(name) - 1, end - 1, -1) if at]


def _who_can_see(usernames: set[str], desk_id: int, article_id: int) -> list[User]:
    if not usernames:
        return []
    people = who_sees(article_id, User.objects.filter(username__in=usernames, is_active=True))
    members = set(
        Membership.objects.filter(desk=desk_id, user__in=people).values_list("user", flat=True)
    )
    return [one for one in people if one.is_superuser or one.pk in members]


def colleagues(actor: User, desk_id: int, article_id: int) -> list[User]:
    """Whom one may name there: members of the desk who can sign in and see the article, by name.

    Raises NotFound.
    """
    access.require(actor, "view", desk_id)
    members = Membership.objects.working().filter(desk=desk_id)
    people = who_sees(article_id, User.objects.filter(pk__in=members.values("user")))
    return list(people.order_by("display_name", "username"))
