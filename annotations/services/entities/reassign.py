"""What an entity has in texts and claims, moved to another one in bulk, and back."""

from collections.abc import Iterable

from django.db.models import F, QuerySet

from annotations.models import (
    Alias,
    AttributionStep,
    Claim,
    Entity,
    EntityMove,
    Mention,
    Quotation,
)
from annotations.text.folding import key as key_of

# How EntityMove.moved calls what names an entity, and whether it counts its versions.
TABLES = {
    "aliases": (Alias, False),
    "mentions": (Mention, True),
    "steps": (AttributionStep, False),
    "quotations": (Quotation, False),
}


def move(target: Entity, **rows: QuerySet) -> dict[str, list[int]]:
    """Make the rows (by the names of TABLES) the target's; says their ids for EntityMove.moved."""
    moved = {}
    for name, queryset in rows.items():
        model, is_versioned = TABLES[name]
        moved[name] = list(queryset.order_by("pk").values_list("pk", flat=True))
        raised = {"version": F("version") + 1} if is_versioned else {}
        if model is AttributionStep:
            _raise_claims(moved[name])
        model._default_manager.filter(pk__in=moved[name]).update(entity=target, **raised)
    return moved


def _raise_claims(steps: list[int]) -> None:
    """Their claims show another speaker. Claims are locked before what hangs on them."""
    claims = Claim.objects.filter(attribution__in=steps).order_by("pk").values("pk")
    pks = [row["pk"] for row in claims.select_for_update(of=("self",), no_key=True)]
    Claim.objects.filter(pk__in=pks).update(version=F("version") + 1)


def everything_of(entity: Entity) -> dict[str, QuerySet]:
    """All that names the entity, for `move`."""
    return {
        name: model._default_manager.filter(entity=entity) for name, (model, _) in TABLES.items()
    }


def moved_by(move: EntityMove) -> dict[str, QuerySet]:
    """What a move moved and its target still has, with mentions that came since by those names."""
    rows = {
        name: model._default_manager.filter(entity=move.target_id, pk__in=move.moved.get(name, []))
        for name, (model, _) in TABLES.items()
    }
    keys = set(rows["aliases"].values_list("key", flat=True))
    newer = Mention.objects.filter(entity=move.target_id, created_at__gt=move.made_at)
    known = [*move.moved.get("mentions", []), *called(newer, keys)]
    rows["mentions"] = Mention.objects.filter(entity=move.target_id, pk__in=known)
    return rows


def called(mentions: QuerySet, keys: Iterable[str]) -> list[int]:
    """The ids of the mentions whose words fold to one of the keys."""
    wanted = set(keys)
    words = mentions.values_list("pk", "exact").iterator(chunk_size=5_000)
    return [pk for pk, exact in words if key_of(exact) in wanted] if wanted else []
