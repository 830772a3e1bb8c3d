"""Whether a desk has public pages, and what it says there about itself."""

from typing import Any

from annotations import access
from annotations.errors import Invalid
from annotations.models import Desk, PublicPages, User
from annotations.models.publications.pages import LONGEST_POLICY
from annotations.text.invisible import shown

from ..transactions import acting, check_version, locked, save_next, too_long

ACTION = "keep public pages"
POLICIES = tuple(PublicPages.Policy.values)


def of(desk_id: int) -> PublicPages:
    """Those of the desk; an unsaved row with everything off where it never chose."""
    found = PublicPages.objects.filter(desk=desk_id).first()
    return found or PublicPages(desk_id=desk_id, version=0)


def are_on(desk_id: int) -> bool:
    return PublicPages.objects.filter(desk=desk_id, is_on=True).exists()


def may_publish(user: User, desk_id: int) -> bool:
    """Whether this person may, on a desk that has public pages."""
    return access.may(user, "publish", desk_id) and are_on(desk_id)


def change(
    *, actor: User, desk_id: int, seen_version: int | None = None, **changes: Any
) -> PublicPages:
    """Set `is_on`, `names_people`, `whole_texts` and the policies (texts); the same values
    change nothing.

    While `is_on` is false nothing of the desk is public, whatever was published. The version is 0
    before anything was chosen. Raises NotFound, NotAllowed, Stale, Invalid.
    """
    access.require(actor, ACTION, desk_id)
    given = {name: _clean(name, value) for name, value in changes.items()}
    with acting(actor):
        locked(Desk.objects.all(), desk_id)
        row = of(desk_id)
        check_version(row, seen_version)
        given = {name: value for name, value in given.items() if getattr(row, name) != value}
        if row.pk is None and given:
            row = PublicPages.objects.create(desk_id=desk_id, **given)
        elif given:
            save_next(row, **given)
    return row


def _clean(name: str, value: Any) -> Any:
    if name not in POLICIES:
        return bool(value)
    text = "\n".join(shown(line).rstrip() for line in value.replace("\r\n", "\n").split("\n"))
    if len(text) > LONGEST_POLICY:
        raise Invalid(too_long(LONGEST_POLICY, len(text)), field=name)
    return text.strip()
