"""What desks taught their tagger, as engines take it."""

from collections.abc import Collection

from annotations.models import TaggingRule
from annotations.tagging.found import NO_LISTS, DeskLists, Entry


def of_desks(desks: Collection[int]) -> dict[int, DeskLists]:
    """The lists of each of these desks (ids), in one query.

    In the order of names: a desk's lists stay equal as long as nobody changes them.
    """
    rules = TaggingRule.objects.filter(desk__in=desks).order_by("key")
    entries: dict[tuple[int, str], list[Entry]] = {}
    for desk, kind, name, label in rules.values_list("desk_id", "kind", "name", "label"):
        entries.setdefault((desk, kind), []).append(Entry(name, label))
    Kind = TaggingRule.Kind

    def lists(desk: int) -> DeskLists:
        always, never = (tuple(entries.get((desk, kind), ())) for kind in (Kind.ALWAYS, Kind.NEVER))
        return DeskLists(always, never) if always or never else NO_LISTS

    return {desk: lists(desk) for desk in desks}
