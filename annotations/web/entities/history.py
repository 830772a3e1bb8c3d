"""What people did with an entity, in words."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.errors import Phrase
from annotations.models import Entity, EntityMove, Event, Label, User
from annotations.services.undo import audited, trail

LONGEST = 60
# By how a move concerns the entity whose page it is; then the same of a move that was undone.
MERGED, SPLIT, WAS_SPLIT = range(3)
MOVED = {
    MERGED: gettext_lazy("%(who)s merged “%(source)s” into “%(target)s”"),
    SPLIT: gettext_lazy("%(who)s split off “%(target)s”"),
    WAS_SPLIT: gettext_lazy("%(who)s split this off from “%(source)s”"),
}
UNDONE = {
    MERGED: gettext_lazy("%(who)s undid the merge of “%(source)s” into “%(target)s”"),
    SPLIT: gettext_lazy("%(who)s undid the split of “%(target)s”"),
    WAS_SPLIT: gettext_lazy("%(who)s undid the split from “%(source)s”"),
}

Told = tuple[Phrase, dict[str, str]]  # A sentence, and what stands in it beside who did it.


def lines(user: User, entity: Entity, aliases: Sequence[int]) -> list[dict]:
    """`[{at, text}]`, newest first, in four queries."""
    entries = [*_of_trail(entity, aliases), *_of_moves(user, entity)]
    people = User.objects.in_bulk({actor for _at, actor, _said in entries if actor})
    entries.sort(key=lambda one: one[0], reverse=True)
    return [
        {"at": at, "text": str(text) % {"who": str(people.get(actor) or _("Newsroom")), **more}}
        for at, actor, (text, more) in entries[:LONGEST]
    ]


def _of_trail(entity: Entity, aliases: Sequence[int]) -> Iterator[tuple]:
    rows = Event.objects.filter(table="entity", object_id=entity.pk).order_by("-pk")[:LONGEST]
    names = Event.objects.filter(table="alias", object_id__in=aliases, action="I")
    for event in map(trail.readable, [*rows, *names.order_by("-pk")[:LONGEST]]):
        for text in _texts(event, event.new or {}):
            yield event.at, event.actor_id, text


def _texts(event: Event, new: dict) -> Iterator[Told]:
    if event.action == Event.Action.UPDATE:
        words = audited.all_words(event.table, new)
    else:
        words = [audited.words(event.table, was=False, stands=True, after=new)]
    more = {
        "name": new.get("name", ""),
        "label": str(Label(new["label"]).label) if "label" in new else "",
        "wikidata_id": new.get("wikidata_id", ""),
    }
    for one in words:
        yield one.by, more


def _of_moves(user: User, entity: Entity) -> Iterator[tuple]:
    moves = EntityMove.objects.not_hidden_from(user).of(entity).order_by("-pk")
    moves = moves.select_related("source", "target").defer("source__search", "target__search")
    for move in moves[:LONGEST]:
        names = {"source": move.source.name, "target": move.target.name}
        concerns = _concerns(move, entity)
        yield move.made_at, move.made_by_id, (MOVED[concerns], names)
        if move.undone_at:
            yield move.undone_at, move.undone_by_id, (UNDONE[concerns], names)


def _concerns(move: EntityMove, entity: Entity) -> int:
    if move.kind == EntityMove.Kind.MERGE:
        return MERGED
    return SPLIT if move.source_id == entity.pk else WAS_SPLIT
