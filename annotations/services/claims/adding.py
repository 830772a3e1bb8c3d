"""A new claim with its first place, and word of it to open pages, in one statement."""

from collections.abc import Callable
from functools import cache, partial
from operator import attrgetter
from typing import Any

from django.db import connection, models

from annotations.models import Anchor, Claim
from annotations.models.notice import CLAIM_ADDED
from annotations.models.searching import VECTOR, indexed

# Their values are written as they are.
PLAIN = {
    models.BooleanField,
    models.CharField,
    models.DateField,
    models.FloatField,
    models.ForeignKey,
    models.PositiveIntegerField,
    models.TextField,
}
# What the statement finds by itself, or the database.
FOUND = {"id", "search", "claim_id", "stage_since", "opened_at"}
ADD = """
WITH claim AS (INSERT INTO annotations_claim ({claim}, search)
               VALUES ({claim_values}, {vector}) RETURNING id),
anchor AS (INSERT INTO annotations_anchor ({anchor}, claim_id)
           VALUES ({anchor_values}, (SELECT id FROM claim)) RETURNING id)
SELECT claim.id, anchor.id, {notice} FROM claim, anchor
"""


def add(claim: Claim, anchor: Anchor, *, words: str) -> None:
    """Insert both, which get their ids; `words` are found by a search beside the statement.

    Open pages hear of it when the transaction commits.
    """
    given = [
        *_values(claim),
        indexed(claim.statement, words),
        *_values(anchor),
        claim.desk_id,
        claim.article_id,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_statement(), given)
        claim.pk, anchor.pk, _ = cursor.fetchone()
    for row in (claim, anchor):
        row._state.adding, row._state.db = False, connection.alias
    anchor.claim = claim


@cache
def _statement() -> str:
    def of(model: type[models.Model]) -> tuple[str, str]:
        names = [f'"{field.column}"' for field in _fields(model)]
        return ", ".join(names), ", ".join(["%s"] * len(names))

    claim, anchor = of(Claim), of(Anchor)
    return ADD.format(
        claim=claim[0],
        claim_values=claim[1],
        anchor=anchor[0],
        anchor_values=anchor[1],
        vector=VECTOR,
        notice=CLAIM_ADDED,
    )


@cache
def _fields(model: type[models.Model]) -> tuple[Any, ...]:
    return tuple(field for field in model._meta.concrete_fields if field.attname not in FOUND)


@cache
def _readers(model: type[models.Model]) -> tuple[Callable[[models.Model], Any], ...]:
    return tuple(
        attrgetter(field.attname) if type(field) in PLAIN else partial(_made, field)
        for field in _fields(model)
    )


def _made(field: Any, row: models.Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, True), connection)


def _values(row: models.Model) -> list[Any]:
    return [read(row) for read in _readers(type(row))]
