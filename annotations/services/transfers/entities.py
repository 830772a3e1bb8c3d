"""The entities that an article names, as another desk knows them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from annotations.models import Alias, Entity
from annotations.models.base import BATCH
from annotations.models.searching import vector
from annotations.text.folding import key as key_of
from annotations.work.tagging import pairs
from annotations.work.tagging.link import LONGEST_NAME, alias_of
from newsroom.database.locks import Lock

USED = """
SELECT entity_id FROM annotations_mention WHERE article_id = %(article)s AND entity_id IS NOT NULL
UNION SELECT entity_id FROM annotations_quotation
    WHERE article_id = %(article)s AND entity_id IS NOT NULL
UNION SELECT t.entity_id FROM annotations_attributionstep t
    JOIN annotations_claim c ON c.id = t.claim_id
    WHERE c.article_id = %(article)s AND t.entity_id IS NOT NULL
"""
# Where an article names them; each with the way to the article.
PLACES = {
    "mention": "t.article_id = %s",
    "quotation": "t.article_id = %s",
    "attributionstep": "t.claim_id IN (SELECT id FROM annotations_claim WHERE article_id = %s)",
}
REPOINT = """
UPDATE annotations_{table} t SET entity_id = m.new
FROM unnest(%s::bigint[], %s::bigint[]) m(old, new)
WHERE {way} AND t.entity_id = m.old
"""
PART = """
UPDATE annotations_{table} t SET entity_id = coalesce(e.merged_into_id, e.id)
FROM unnest(%s::bigint[], %s::bigint[]) r(id, entity)
    JOIN annotations_entity e ON e.id = r.entity AND e.desk_id = %s
WHERE {way} AND t.id = r.id AND t.entity_id = ANY(%s)
"""
Apart = dict[str, list[list[int]]]


def used(article_id: int) -> list[Entity]:
    """Those that its text, its quotations and its claims name, in the order in which they came."""
    with connection.cursor() as cursor:
        cursor.execute(USED, {"article": article_id})
        ids = [pk for (pk,) in cursor.fetchall()]
    return list(Entity.objects.filter(pk__in=ids).defer("search").order_by("pk"))


def known(entities: Iterable[Entity], desk_id: int) -> dict[int, int]:
    """By id, which entity of the desk has the same name and kind; in one query."""
    wanted = {(one.label, key_of(one.name)): one.pk for one in entities}
    aliases = Alias.objects.filter(desk=desk_id, key__in={key for _, key in wanted})
    rows = aliases.select_related("entity").defer("entity__search")
    return {
        wanted[one.label, one.key]: one.entity.merged_into_id or one.entity_id
        for one in rows
        if (one.label, one.key) in wanted
    }


def led(entities: list[Entity], desk_id: int, back: Mapping[int, int]) -> dict[int, int]:
    """By id, the entity of the desk that stands for each; what it does not know is made.

    `back` are those that went the other way before, where they are still the desk's.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [Lock.NEW_NAMES, desk_id % 2**31])
    there = Entity.objects.filter(desk=desk_id, pk__in=set(back.values()))
    standing = {pk: into or pk for pk, into in there.values_list("pk", "merged_into")}
    found = {one.pk: standing[back[one.pk]] for one in entities if back.get(one.pk) in standing}
    found |= known((one for one in entities if one.pk not in found), desk_id)
    return found | _made([one for one in entities if one.pk not in found], desk_id)


def _made(entities: list[Entity], desk_id: int) -> dict[int, int]:
    fresh = Entity.objects.bulk_create(
        (
            Entity(
                desk_id=desk_id,
                name=one.name,
                label=one.label,
                description=one.description,
                wikidata_id=one.wikidata_id,
                search=vector(one.name),
            )
            for one in entities
        ),
        batch_size=BATCH,
    )
    names = (alias_of(one, one.name) for one in fresh)
    aliases = Alias.objects.bulk_create(
        (one for one in names if 0 < len(one.key) <= LONGEST_NAME), batch_size=BATCH
    )
    pairs.propose(desk_id, aliases)
    return {old.pk: new.pk for old, new in zip(entities, fresh, strict=True)}


def apart(article_id: int, led_to: Mapping[int, int]) -> Apart:
    """Rows by table, `[[id, entity], …]`, of entities that are one there: to part them again."""
    targets = list(led_to.values())
    doubled = [old for old, new in led_to.items() if targets.count(new) > 1]
    found: Apart = {}
    for table, way in PLACES.items() if doubled else ():
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT t.id, t.entity_id FROM annotations_{table} t "  # noqa: S608 - our names
                f"WHERE {way} AND t.entity_id = ANY(%s) ORDER BY t.id",
                [article_id, doubled],
            )
            found[table] = [list(row) for row in cursor.fetchall()]
    return found


def repoint(article_id: int, desk_id: int, led_to: Mapping[int, int], parted: Apart) -> None:
    """Name the entities of the other desk wherever the article does; what is `parted` first."""
    old, new = list(led_to), list(led_to.values())
    with connection.cursor() as cursor:
        for table, way in PLACES.items():
            if rows := parted.get(table):
                ids, entities = zip(*rows, strict=True)
                values: list[Any] = [list(ids), list(entities), desk_id, article_id, old]
                cursor.execute(PART.format(table=table, way=way), values)
            cursor.execute(REPOINT.format(table=table, way=way), [old, new, article_id])
