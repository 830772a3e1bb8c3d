"""What people did with an entity, in words."""

from collections.abc import Iterator, Sequence

from annotations.models import Entity, EntityMove, Event, Label, User

LONGEST = 60


def lines(entity: Entity, aliases: Sequence[int]) -> list[dict]:
    """`[{at, actor, text}]`, newest first, in four queries; `actor` None is the product itself."""
    told = [*_of_trail(entity, aliases), *_of_moves(entity)]
    people = User.objects.in_bulk({one["actor"] for one in told if one["actor"]})
    for one in told:
        one["actor"] = people.get(one["actor"])
    return sorted(told, key=lambda one: one["at"], reverse=True)[:LONGEST]


def _of_trail(entity: Entity, aliases: Sequence[int]) -> Iterator[dict]:
    rows = Event.objects.filter(table="entity", object_id=entity.pk).order_by("-pk")[:LONGEST]
    names = Event.objects.filter(table="alias", object_id__in=aliases, action="I")
    for event in [*rows, *names.order_by("-pk")[:LONGEST]]:
        for text in _texts(event, event.new or {}):
            yield {"at": event.at, "actor": event.actor_id, "text": text}


def _texts(event: Event, new: dict) -> Iterator[str]:
    if event.table == "alias":
        yield f"gave it the name “{new['name']}”"
    elif event.action == Event.Action.INSERT:
        yield "met it for the first time"
    else:
        if "name" in new:
            yield f"renamed it to “{new['name']}”"
        if "label" in new:
            yield f"made its kind {Label(new['label']).label.lower()}"
        if "wikidata_id" in new:
            yield f"linked it to {new['wikidata_id'] or 'nothing'} on Wikidata"
        if "description" in new:
            yield "changed the description"


def _of_moves(entity: Entity) -> Iterator[dict]:
    moves = EntityMove.objects.of(entity).select_related("source", "target").order_by("-pk")
    moves = moves.defer("source__search", "target__search")
    for move in moves[:LONGEST]:
        what = _moved(move, entity)
        yield {"at": move.made_at, "actor": move.made_by_id, "text": what}
        if move.undone_at:
            yield {"at": move.undone_at, "actor": move.undone_by_id, "text": f"took back: {what}"}


def _moved(move: EntityMove, entity: Entity) -> str:
    if move.kind == EntityMove.Kind.MERGE:
        return f"merged “{move.source.name}” into “{move.target.name}”"
    if move.source_id == entity.pk:
        return f"split “{move.target.name}” off"
    return f"split it off from “{move.source.name}”"
