"""Links names in texts to a desk's entities, making an entity for a name not seen before."""

from collections.abc import Iterable

from django.db import connection

from annotations.models import Alias, Entity, Label
from annotations.models.base import BATCH
from annotations.models.searching import vector
from annotations.text.folding import key as key_of

# Dates and groups are words of a text rather than things that a desk keeps.
KEPT = {Label.PERSON, Label.ORG, Label.PLACE}
LONGEST_NAME = 300


def entities_for(desk_id: int, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Entity ids for (label, name) pairs; a name is matched by its exact folded alias.

    Safe against two workers that meet the same new name: the first alias wins.
    """
    keys = {
        (label, name): (label, key_of(name))
        for label, name in names
        if label in KEPT and len(name) <= LONGEST_NAME and len(key_of(name)) <= LONGEST_NAME
    }
    known = _known(desk_id, {key for _, key in keys.values()})
    missing = {key: name for (_, name), key in keys.items() if key not in known}
    if missing:
        # A lock for this desk's new names, so that no entity is left without its alias.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [1, desk_id % 2**31])
        known = _known(desk_id, {key for _, key in keys.values()})
        new = {key: name for key, name in missing.items() if key not in known}
        known |= _make(desk_id, new)
    return {pair: known[key] for pair, key in keys.items() if key in known}


def _known(desk_id: int, keys: set[str]) -> dict[tuple[str, str], int]:
    rows = Alias.objects.filter(desk_id=desk_id, key__in=keys)
    found = rows.values_list("label", "key", "entity_id", "entity__merged_into_id")
    return {(label, key): merged or entity for label, key, entity, merged in found}


def _make(desk_id: int, names: dict[tuple[str, str], str]) -> dict[tuple[str, str], int]:
    entities = Entity.objects.bulk_create(
        (
            Entity(desk_id=desk_id, name=name, label=label, search=vector(name))
            for (label, _), name in names.items()
        ),
        batch_size=BATCH,
    )
    Alias.objects.bulk_create(
        (
            Alias(entity=entity, desk_id=desk_id, label=label, name=entity.name, key=key)
            for entity, (label, key) in zip(entities, names, strict=True)
        ),
        batch_size=BATCH,
    )
    return {key: entity.pk for entity, key in zip(entities, names, strict=True)}
