"""Lists of claims that are kept under a name, for oneself or for a desk."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations import access
from annotations.errors import Invalid, NotAllowed
from annotations.models import Desk, SavedFilter, User
from annotations.models.base import longest
from annotations.models.claims.finding import canonical

from ..limits import is_full
from ..transactions import acting, check_version, clean_line, locked

LONGEST, LONGEST_QUERY = longest(SavedFilter, "name"), longest(SavedFilter, "query")
TAKEN = gettext_lazy("There is a saved filter of this name already.")
MOST = 30  # Of one person or desk: they stand in a row above the list.


def save(
    *, actor: User, name: str, query: str, desk_id: int | None = None, replaces: bool = True
) -> SavedFilter:
    """Keep the query of a list's address; with a desk all its members have it.

    What the list does not know is left out. One of the same name gives way, if that `replaces`.
    Raises NotFound, NotAllowed, and Invalid for a query that filters nothing or is too long.
    """
    if desk_id is not None:
        access.require(actor, "share filters", desk_id)
    name = clean_line(name, "name", longest=LONGEST, required=True)
    query = _clean_query(query)
    of, pk = (User, actor.pk) if desk_id is None else (Desk, desk_id)
    owner = {"person_id" if of is User else "desk_id": pk}
    with acting(actor):
        mine = SavedFilter.objects.select_for_update().filter(**owner)
        kept = mine.filter(name=name).first()
        if kept is None and is_full(mine, MOST, of=of, pk=pk):
            message = _("There can be at most %(most)s saved filters: remove one first.")
            raise Invalid(message % {"most": MOST}, field="name")
        if kept is None:
            return SavedFilter.objects.create(name=name, query=query, created_by=actor, **owner)
        if not replaces:
            raise Invalid(TAKEN, field="name")
        if kept.query != query:
            kept.query, kept.version = query, kept.version + 1
            kept.save(update_fields=["query", "version", "updated_at"])
    return kept


def edit(*, actor: User, filter_id: int, seen_version: int | None, **changes: str) -> SavedFilter:
    """Change `name` and `query`; raises NotFound, NotAllowed, Stale, Invalid."""
    if "name" in changes:
        changes["name"] = clean_line(changes["name"], "name", longest=LONGEST, required=True)
    if "query" in changes:
        changes["query"] = _clean_query(changes["query"])
    with acting(actor):
        kept = _held(actor, filter_id, seen_version)
        if all(getattr(kept, name) == new for name, new in changes.items()):
            return kept
        kept.version += 1
        for name, new in changes.items():
            setattr(kept, name, new)
        try:
            with transaction.atomic():
                kept.save(update_fields=[*changes, "version", "updated_at"])
        except IntegrityError as error:
            raise Invalid(TAKEN, field="name") from error
    return kept


def remove(*, actor: User, filter_id: int, seen_version: int | None = None) -> None:
    """One's own, or the desk's; raises NotFound, NotAllowed, Stale."""
    with acting(actor):
        _held(actor, filter_id, seen_version).delete()


def require_change(actor: User, kept: SavedFilter) -> None:
    """Raises NotAllowed."""
    if not may_remove(actor, kept):
        raise NotAllowed(_("Only checkers and editors can change a filter of the desk."))


def may_remove(actor: User, kept: SavedFilter) -> bool:
    if kept.desk_id is None:
        return kept.person_id == actor.pk
    return access.may(actor, "share filters", kept.desk_id)


def _held(actor: User, filter_id: int, seen_version: int | None) -> SavedFilter:
    access.load(SavedFilter.objects.all(), actor, filter_id)
    kept = locked(SavedFilter.objects.all(), filter_id)
    require_change(actor, kept)
    check_version(kept, seen_version)
    return kept


def _clean_query(query: str) -> str:
    query = canonical(query)
    if not query:
        raise Invalid(_("Filter or sort the list first: it shows all claims."), field="query")
    if len(query) > LONGEST_QUERY:
        raise Invalid(_("This filter is too long to be saved."), field="query")
    return query
