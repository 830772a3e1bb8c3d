"""Links names in texts to a desk's entities, making an entity for a name not seen before.

An exact alias links by itself. Within a text a short name follows the full one (its cluster).
Names that may be one across texts become pairs for people to decide (pairs.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection

from annotations.models import Alias, Entity, Label
from annotations.models.base import BATCH
from annotations.models.searching import vector
from annotations.tagging.found import Cluster
from annotations.tagging.similarity.suggest import blocks
from annotations.text.folding import key as key_of
from newsroom.database.locks import Lock

from . import pairs

# Dates and groups are words of a text rather than things that a desk keeps.
KEPT = {Label.PERSON, Label.ORG, Label.PLACE}
LONGEST_NAME = 300

Name = tuple[str, str]  # A label and the words, as a text has them or folded.


class Named(NamedTuple):
    """What one text names, and which of these names it uses for one thing."""

    names: Sequence[Name]
    clusters: Sequence[Cluster] = ()


def entities_for(
    desk_id: int, names: Sequence[Name], clusters: Sequence[Cluster] = ()
) -> dict[Name, int]:
    """Entity ids for the (label, name) pairs of one text; see `entities_of`."""
    [found] = entities_of(desk_id, [Named(names, clusters)])
    return found


def entities_of(desk_id: int, texts: Sequence[Named]) -> list[dict[Name, int]]:
    """Entity ids for the (label, name) pairs of each text, as if one came after the other.

    The number of queries grows neither with the texts nor with their names. Safe against two
    workers that meet the same new name: the first alias wins.
    """
    readings = [_Reading(*text) for text in texts]
    keys = {key for one in readings for key in one.keys.values()}
    known = _known(desk_id, keys)
    led, fresh = _resolved(readings, known)
    if fresh:
        # A lock for this desk's new names, so that no entity is left without its alias.
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)", [Lock.NEW_NAMES, desk_id % 2**31]
            )
        known = _known(desk_id, keys)
        led, fresh = _resolved(readings, known)
        made = _make(desk_id, fresh, len(texts))
        led = [{pair: made.get(pk, pk) for pair, pk in one.items()} for one in led]
    return led


def alias_of(entity: Entity, name: str) -> Alias:
    """An alias row, not saved yet, with all that a name is found by."""
    return Alias(
        entity=entity,
        desk_id=entity.desk_id,
        label=entity.label,
        name=name,
        key=key_of(name),
        blocks=blocks(name, entity.label),
    )


def _key(label: str, name: str) -> Name | None:
    """What the name is compared by; None for what a desk does not keep."""
    if label not in KEPT or len(name) > LONGEST_NAME:
        return None
    key = key_of(name)
    return (label, key) if key and len(key) <= LONGEST_NAME else None


class _Reading:
    """One text: what its names are compared by, and for each short one the full one."""

    def __init__(self, names: Iterable[Name], clusters: Sequence[Cluster]) -> None:
        self.keys = {pair: key for pair in names if (key := _key(*pair))}
        self.leads = _leads(clusters)
        for pair in self.leads.values():
            if key := _key(*pair):
                self.keys[pair] = key

    def led(self, known: Mapping[Name, int]) -> dict[Name, int]:
        """The entity of each name that has one.

        Full names go by their own alias; a name of one word follows its cluster, for many people
        share a surname. A full name that is not known yet is what the text calls it otherwise in
        full.
        """
        keys, leads = self.keys, self.leads
        found = {
            pair: known[key] for pair, key in keys.items() if key in known and pair not in leads
        }
        in_full: dict[Name, set[int]] = {}
        for pair, lead in leads.items():
            key = keys.get(pair)
            if key and key in known and " " in key[1]:
                found[pair] = known[key]
                in_full.setdefault(lead, set()).add(known[key])
        for lead, entities in in_full.items():
            if lead not in found and len(entities) == 1:
                found[lead] = next(iter(entities))
        for pair, lead in leads.items():
            if pair in keys and pair not in found and lead in found:
                found[pair] = found[lead]
        return found

    def missing(self, led: Mapping[Name, int]) -> dict[Name, str]:
        """The names that need an entity of their own, by what they are compared by."""
        return {
            key: pair[1]
            for pair, key in self.keys.items()
            if pair not in led and pair not in self.leads
        }


def _leads(clusters: Sequence[Cluster]) -> dict[Name, Name]:
    """For each name that a cluster has beside its fullest one: the fullest one."""
    leads: dict[Name, Name] = {}
    for cluster in clusters:
        lead = (cluster.label, cluster.name)
        if _key(*lead):
            leads |= {(one.label, one.text): lead for one in cluster.members}
            leads.pop(lead, None)
    return leads


def _resolved(
    readings: Sequence[_Reading], known: Mapping[Name, int]
) -> tuple[list[dict[Name, int]], dict[Name, str]]:
    """The entity of each text's names, and names that have none yet.

    What one text names first the next ones know: until it is made it goes by -1, -2 and so on, in
    the order of the names.
    """
    known, fresh, led = dict(known), {}, []
    for reading in readings:
        for key, name in reading.missing(reading.led(known)).items():
            fresh[key] = name
            known[key] = -len(fresh)
        led.append(reading.led(known))
    return led, fresh


def _known(desk_id: int, keys: set[Name]) -> dict[Name, int]:
    rows = Alias.objects.filter(desk_id=desk_id, key__in={key for _, key in keys})
    found = {
        (label, key): entity for label, key, entity in rows.values_list("label", "key", "entity")
    }
    standing = _held(set(found.values()))
    return {name: standing[entity] for name, entity in found.items()}


def _held(entities: set[int]) -> dict[int, int]:
    """What each entity is now; nobody merges it until the end of the transaction.

    A share: other workers may hold the same, a merge waits. Django's own locks would keep both out.
    """
    held: dict[int, int] = {}
    while missing := (entities | set(held.values())) - held.keys():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, coalesce(merged_into_id, id) FROM annotations_entity "
                "WHERE id = ANY(%s) ORDER BY id FOR SHARE",
                [list(missing)],
            )
            held |= {one: one for one in missing} | dict(cursor.fetchall())
    return {entity: held[held[entity]] for entity in entities}


def _make(desk_id: int, names: Mapping[Name, str], texts: int) -> dict[int, int]:
    """Entities and aliases of new names of so many texts: the ids of -1, -2 and so on."""
    entities = Entity.objects.bulk_create(
        (
            Entity(desk_id=desk_id, name=name, label=label, search=vector(name))
            for (label, _), name in names.items()
        ),
        batch_size=BATCH,
    )
    aliases = [alias_of(entity, entity.name) for entity in entities]
    Alias.objects.bulk_create(aliases, batch_size=BATCH)
    pairs.propose(desk_id, aliases, texts)
    return {-number: entity.pk for number, entity in enumerate(entities, 1)}
