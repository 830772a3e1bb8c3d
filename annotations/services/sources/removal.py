"""A source that nothing rests on is removed, with its archived copies."""

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import NotFound, WrongState
from annotations.models import Evidence, Source, User

from ..transactions import acting, check_version


def remove(*, actor: User, source_id: int, seen_version: int | None) -> None:
    """Raises NotFound, NotAllowed, Stale, and WrongState for one that is used or was merged."""
    with acting(actor):
        # Held whole: nobody adds evidence that rests on it meanwhile.
        rows = Source.objects.select_for_update().filter(pk=source_id).defer("search")
        source = rows.first()
        if source is None:
            raise NotFound
        access.require_source_removal(actor, source)
        check_version(source, seen_version)
        if source.merged_into_id or Source.objects.filter(merged_into=source).exists():
            raise WrongState(_("This source was merged with another one: undo that first."))
        if (source.evidence.all() | Evidence.objects.filter(cited=source)).exists():
            raise WrongState(_("Evidence rests on this source: remove that first."))
        source.delete()
