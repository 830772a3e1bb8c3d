"""Two sources are one: what rests on the first rests on the second; revert.py takes it back."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotFound, WrongState
from annotations.models import Claim, Evidence, Snapshot, Source, SourceMerge, User
from annotations.models.searching import vector

from ..transactions import acting, check_version
from .notify import notify_pages
from .sources import search_words

ACTION = "merge sources"
TAKEN_ALONG = ("title", "publisher", "published_on", "reliability_note")


def merge(
    *,
    actor: User,
    source_id: int,
    target_id: int,
    seen_source: int | None = None,
    seen_target: int | None = None,
) -> SourceMerge:
    """The source is the target: evidence and copies move, its address leads there and is found.

    Verdicts stand: they rest on the source as which their evidence was cited. What the target does
    not say of itself it takes from the source. Raises NotFound (also across desks), NotAllowed,
    Stale, Invalid for one and the same, WrongState when either was merged meanwhile.
    """
    with acting(actor):
        source, target = lock_two(actor, source_id, target_id)
        for one, seen in ((source, seen_source), (target, seen_target)):
            check_version(one, seen)
            if one.merged_into_id:
                message = _("“%(source)s” was merged into another source meanwhile.")
                raise WrongState(message % {"source": one})
        earlier = Source.objects.filter(merged_into=source)
        moved: dict[str, Any] = {"sources": list(earlier.values_list("pk", flat=True))}
        earlier.update(merged_into=target, version=F("version") + 1)
        moved["taken"] = _take_along(source, target)
        source.merged_into = target
        save_both(source, target)
        moved["evidence"] = move_evidence(Evidence.objects.filter(source=source), target)
        moved["snapshots"] = move_copies(Snapshot.objects.filter(source=source), target)
        notify_pages(target)
        return SourceMerge.objects.create(
            desk_id=source.desk_id, source=source, target=target, moved=moved, made_by=actor
        )


def lock_two(actor: User, first_id: int, second_id: int) -> tuple[Source, Source]:
    """Two sources of one desk, and before them the claims that rest on them, each in one order.

    Raises NotFound, NotAllowed, and Invalid when they are the same.
    """
    ids = [first_id, second_id]
    resting = Claim.objects.filter(evidence__source__in=ids).values("pk")
    claims = Claim.objects.filter(pk__in=resting).order_by("pk")
    list(claims.values_list("pk", flat=True).select_for_update(no_key=True))
    rows = Source.objects.defer("search").filter(pk__in=ids)
    found = {one.pk: one for one in rows.select_for_update(no_key=True).order_by("pk")}
    for pk in ids:
        if pk not in found:
            raise NotFound
        access.require(actor, ACTION, found[pk].desk_id)
    first, second = found[first_id], found[second_id]
    if first.desk_id != second.desk_id:
        raise NotFound
    if first == second:
        raise Invalid(_("Choose another source: this is the same one."), field="into")
    return first, second


def move_evidence(rows: QuerySet[Evidence], target: Source) -> list[int]:
    """Make the evidence rest on the target, and say its ids; each remembers as what it was cited.

    What goes back to that is cited as nothing else.
    """
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    moving = Evidence.objects.filter(pk__in=ids)
    raised = {"source": target, "version": F("version") + 1}
    back = list(moving.filter(cited=target).values_list("pk", flat=True))
    moving.filter(pk__in=back).update(cited=None, **raised)
    rest = moving.exclude(pk__in=back)
    rest.filter(cited=None).update(cited=F("source"), **raised)
    rest.exclude(source=target).update(**raised)
    Claim.objects.filter(evidence__in=ids).update(version=F("version") + 1)
    return ids


def move_copies(rows: QuerySet[Snapshot], target: Source) -> list[int]:
    """Make the archived copies the target's, and say their ids."""
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    Snapshot.objects.filter(pk__in=ids).update(source=target)
    return ids


def save_both(source: Source, target: Source) -> None:
    """Each is another version now; the target is found by the words of all that it is, too."""
    columns = ["merged_into", *TAKEN_ALONG, "version", "updated_at"]
    for one in (source, target):
        one.version += 1
        one.save(update_fields=columns)
    for one in (source, target):
        update_search(one)


def update_search(source: Source) -> None:
    Source.objects.filter(pk=source.pk).update(search=vector(*search_words(source)))


def _take_along(source: Source, target: Source) -> dict[str, Any]:
    """What only the source says, the target says now: `{column: value}`."""
    taken = {}
    for name in TAKEN_ALONG:
        value = getattr(source, name)
        if value and not getattr(target, name):
            setattr(target, name, value)
            taken[name] = value.isoformat() if name == "published_on" else value
    return taken
