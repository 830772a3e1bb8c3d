"""A new claim with its first place, and word of it to open pages, in one statement."""

from collections.abc import Callable
from functools import cache, partial
from operator import attrgetter
from typing import Any

from django.db import connection, models

from annotations.exchange import claim_json
from annotations.models import Anchor, Claim, Revision, User
from annotations.models.notice import CLAIM_ADDED
from annotations.models.searching import VECTOR, indexed

from ..anchors.place import STILL_HELD, still
from ..transactions import at_once

# Their values are written as they are.
PLAIN = {
    models.BooleanField,
    models.CharField,
    models.DateField,
    models.FloatField,
    models.ForeignKey,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.TextField,
}
# What the statement finds by itself, or the database.
FOUND = {"id", "search", "claim_id", "stage_since", "opened_at"}
# By the names of their tables the new rows are seen by what makes JSON of a claim: the tables
# themselves show them to later statements only.
ADD = """
WITH {held}annotations_claim AS (INSERT INTO annotations_claim ({claim}, search)
                           SELECT {claim_values}, {vector} {where} RETURNING *),
annotations_anchor AS (INSERT INTO annotations_anchor ({anchor}, claim_id)
                       SELECT {anchor_values}, id FROM annotations_claim RETURNING *)
SELECT annotations_claim.id, annotations_anchor.id, {notice}, {shown}
FROM annotations_claim, annotations_anchor
"""
HELD = f"held AS MATERIALIZED ({STILL_HELD}), "


def add(claim: Claim, anchor: Anchor, *, words: str, shown: bool = False) -> None:
    """Insert both, which get their ids; `words` are found by a search beside the statement.

    Open pages hear of it when the transaction commits. With `shown`, `claim.json` is what is
    answered to whoever asks for the claim as it is now.
    """
    _take(claim, anchor, _asked(_statement(shown), _given(claim, anchor, words)))


def add_alone(
    claim: Claim, anchor: Anchor, *, seen: Revision, actor: User | None, words: str, shown: bool
) -> bool:
    """The same as a transaction of its own, in the actor's name; False, and nothing is there, where
    the revision that was `seen` no longer stands so."""
    with at_once():
        given = [*still(actor, seen), *_given(claim, anchor, words)]
        found = _asked(_statement(shown, is_alone=True), given)
    if found is None:
        return False
    _take(claim, anchor, found)
    return True


def _given(claim: Claim, anchor: Anchor, words: str) -> list[Any]:
    return [
        *_values(claim),
        indexed(claim.statement, words),
        *_values(anchor),
        claim.desk_id,
        claim.article_id,
    ]


def _asked(statement: str, given: list[Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone()


def _take(claim: Claim, anchor: Anchor, found: Any) -> None:
    claim.pk, anchor.pk, _, json = found
    if json:
        made: Any = claim
        made.json = json  # As on rows that are asked for with it.
    for row in (claim, anchor):
        row._state.adding, row._state.db = False, connection.alias
    anchor.claim = claim


@cache
def _statement(shown: bool, *, is_alone: bool = False) -> str:
    def of(model: type[models.Model]) -> tuple[str, str]:
        fields = _fields(model)
        return ", ".join(f'"{field.column}"' for field in fields), ", ".join(map(_slot, fields))

    claim, anchor = of(Claim), of(Anchor)
    made = ADD.format(
        held=HELD if is_alone else "",
        where="FROM held" if is_alone else "",
        claim=claim[0],
        claim_values=claim[1],
        anchor=anchor[0],
        anchor_values=anchor[1],
        vector=VECTOR,
        notice=CLAIM_ADDED,
        shown=claim_json.text(claim_json.NEW_CLAIM) if shown else "''",
    )
    return " ".join(made.split())


def _slot(field: Any) -> str:
    """A value; of a NULL PostgreSQL would think that it is text."""
    return f"%s::{field.db_type(connection)}" if field.null else "%s"


@cache
def _fields(model: type[models.Model]) -> tuple[Any, ...]:
    return tuple(field for field in model._meta.concrete_fields if field.attname not in FOUND)


@cache
def _readers(model: type[models.Model]) -> tuple[Callable[[models.Model], Any], ...]:
    return tuple(_reader(field) for field in _fields(model))


def _reader(field: Any) -> Callable[[models.Model], Any]:
    if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        return lambda row: field.pre_save(row, True)
    is_plain = type(field) in PLAIN or type(field) is models.DateTimeField
    return attrgetter(field.attname) if is_plain else partial(_made, field)


def _made(field: Any, row: models.Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, True), connection)


def _values(row: models.Model) -> list[Any]:
    return [read(row) for read in _readers(type(row))]
