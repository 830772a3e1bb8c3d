"""Standing in for a colleague by date: set by oneself or by an editor of the desk."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotAllowed
from annotations.models import Deputy, Membership, User

from ..transactions import acting, locked


def name(
    *,
    actor: User,
    desk_id: int,
    person_id: int,
    deputy_id: int,
    starts_on: date | None,
    ends_on: date | None,
) -> Deputy:
    """From the first day to the last the deputy also sees what the person has on the desk.

    Raises NotFound, NotAllowed, and Invalid for who is not on the desk or days that are no time.
    """
    access.require(actor, "view", desk_id)
    _require_own(actor, desk_id, person_id)
    _require_members(desk_id, person=person_id, deputy=deputy_id)
    if person_id == deputy_id:
        raise Invalid(_("Choose another person."), field="deputy")
    if starts_on is None or ends_on is None:
        raise Invalid(_("Say from which day to which."), field="starts_on")
    if not starts_on <= ends_on or ends_on < timezone.now().date():
        raise Invalid(_("The last day has to be after the first, and not over."), field="ends_on")
    with acting(actor):
        return Deputy.objects.create(
            desk_id=desk_id,
            person_id=person_id,
            deputy_id=deputy_id,
            starts_on=starts_on,
            ends_on=ends_on,
            made_by=actor,
        )


def end(*, actor: User, deputy_id: int) -> None:
    """It holds no longer. Raises NotFound and NotAllowed."""
    with acting(actor):
        row = locked(Deputy.objects.all(), deputy_id)
        access.require(actor, "view", row.desk_id)
        if row.deputy_id != actor.pk:
            _require_own(actor, row.desk_id, row.person_id)
        Deputy.objects.filter(pk=row.pk).delete()


def _require_own(actor: User, desk_id: int, person_id: int) -> None:
    if actor.pk != person_id and not access.may(actor, "keep members", desk_id):
        raise NotAllowed(_("Only editors can choose who stands in for somebody else."))


def _require_members(desk_id: int, **people: int) -> None:
    """Raises Invalid beside the field for who is not on the desk or cannot sign in."""
    members = Membership.objects.working().filter(desk=desk_id, user__in=people.values())
    known = set(members.values_list("user", flat=True))
    for field, person in people.items():
        if person not in known:
            raise Invalid(_("This person is not on the desk."), field=field)
