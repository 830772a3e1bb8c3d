"""Two entities that may be one: a person says so or not, once."""

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.models import EntityMove, EntityPair, User

from ..transactions import acting, check_version, locked
from . import merge


def confirm(
    *, actor: User, pair_id: int, into_id: int, seen_version: int | None = None
) -> EntityMove:
    """They are the same: the other is merged into `into_id`, and its names are known from now on.

    Raises NotFound, NotAllowed, Stale, WrongState when they are one already, and as `merge` does.
    """
    with acting(actor):
        # The entities first, as a merge locks them, or this and one could wait for one another.
        pair = EntityPair.objects.filter(pk=pair_id).first()
        if pair:
            merge.lock_two(actor, pair.first_id, pair.second_id)
        pair = _open(actor, pair_id, seen_version)
        both = {pair.first_id, pair.second_id}
        if into_id not in both:
            raise Invalid(_("Choose one of the two."), field="into")
        [other] = both - {into_id}
        return merge.merge(actor=actor, source_id=other, target_id=into_id)


def deny(*, actor: User, pair_id: int, seen_version: int | None = None) -> EntityPair:
    """They are two: this is never suggested again. Raises as `confirm` does."""
    with acting(actor):
        pair = _open(actor, pair_id, seen_version)
        pair.state, pair.decided_by = EntityPair.State.DIFFERENT, actor
        pair.version += 1
        pair.save(update_fields=["state", "decided_by", "version", "updated_at"])
    return pair


def _open(actor: User, pair_id: int, seen_version: int | None) -> EntityPair:
    pair = locked(EntityPair.objects.all(), pair_id)
    access.require(actor, merge.ACTION, pair.desk_id)
    check_version(pair, seen_version)
    if pair.state == EntityPair.State.SAME:
        raise WrongState(_("The two have already been merged."))
    return pair
