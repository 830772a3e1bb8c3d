"""Lists of claims that are kept under a name, for oneself or for a desk."""

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotAllowed
from annotations.models import SavedFilter, User
from annotations.models.base import longest
from annotations.models.claims.finding import canonical

from ..transactions import acting, clean_line, locked

LONGEST, LONGEST_QUERY = longest(SavedFilter, "name"), longest(SavedFilter, "query")
MOST = 30  # Of one person or desk: they stand in a row above the list.


def save(*, actor: User, name: str, query: str, desk_id: int | None = None) -> SavedFilter:
    """Keep the query of a list's address; with a desk all its members have it.

    What the list does not know is left out. One of the same name gives way. Raises NotFound,
    NotAllowed, and Invalid for a query that filters nothing or is too long.
    """
    if desk_id is not None:
        access.require(actor, "share filters", desk_id)
    name = clean_line(name, "name", longest=LONGEST, required=True)
    query = canonical(query)
    if not query:
        raise Invalid(_("Filter or sort the list first: it shows all claims."), field="query")
    if len(query) > LONGEST_QUERY:
        raise Invalid(_("This filter is too long to be saved."), field="query")
    owner = {"desk_id": desk_id} if desk_id is not None else {"person": actor}
    with acting(actor):
        mine = SavedFilter.objects.select_for_update().filter(**owner)
        kept = mine.filter(name=name).first()
        if kept is None and mine.count() >= MOST:
            told = _("There can be at most %(most)s saved filters: remove one first.")
            raise Invalid(told % {"most": MOST}, field="name")
        if kept is None:
            return SavedFilter.objects.create(name=name, query=query, created_by=actor, **owner)
        if kept.query != query:
            kept.query, kept.version = query, kept.version + 1
            kept.save(update_fields=["query", "version", "updated_at"])
    return kept


def remove(*, actor: User, filter_id: int) -> None:
    """One's own, or the desk's; raises NotFound, NotAllowed."""
    access.load(SavedFilter.objects.all(), actor, filter_id)
    with acting(actor):
        kept = locked(SavedFilter.objects.all(), filter_id)
        if not may_remove(actor, kept):
            raise NotAllowed(_("Only checkers and editors can remove a filter of the desk."))
        kept.delete()


def may_remove(actor: User, kept: SavedFilter) -> bool:
    if kept.desk_id is None:
        return kept.person_id == actor.pk
    return access.may(actor, "share filters", kept.desk_id)
