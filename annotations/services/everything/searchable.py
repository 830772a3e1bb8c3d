"""The words by which rows that come in are found: what stands in the file before them is there."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from annotations.models import (
    Alias,
    Article,
    Assessment,
    Claim,
    Entity,
    PublishedVerdict,
    Revision,
    Source,
)
from annotations.models.publications.publications import words_of
from annotations.models.searching import indexed

from ..claim_words import exact_of
from ..sources.sources import own_words

Rows = Sequence[Mapping[str, Any]]


def words(model: type[Model], rows: Rows) -> list[str]:
    """Of each row, folded as they are stored."""
    return [indexed(*texts) for texts in TEXTS[model](rows)]


def _of_articles(rows: Rows) -> list[list[str]]:
    ids = [row["current_revision_id"] for row in rows]
    texts = dict(Revision.objects.filter(pk__in=ids).values_list("pk", "text"))
    return [[row["headline"], texts.get(row["current_revision_id"], "")] for row in rows]


def _of_claims(rows: Rows) -> list[list[str]]:
    """By their words in the article's current text."""
    found = exact_of(row["id"] for row in rows)
    return [[row["statement"], found.get(row["id"], "")] for row in rows]


def _of_entities(rows: Rows) -> list[list[str]]:
    texts: dict[int, list[str]] = {row["id"]: [row["name"]] for row in rows}
    names = Alias.objects.filter(entity__in=list(texts)).order_by("id")
    for entity, name in names.values_list("entity", "name"):
        texts[entity].append(name)
    return list(texts.values())


def _of_sources(rows: Rows) -> list[list[str]]:
    """Their own; those into which others were merged are settled when all are there."""
    columns = ("title", "publisher", "url")
    return [own_words(Source(**{name: row[name] for name in columns})) for row in rows]


def _of_published(rows: Rows) -> list[list[str]]:
    verdicts = Assessment.objects.in_bulk([row["assessment_id"] for row in rows])
    return [list(words_of(verdicts[row["assessment_id"]])) for row in rows]


TEXTS: dict[type[Model], Callable[[Rows], list[list[str]]]] = {
    Article: _of_articles,
    Claim: _of_claims,
    Entity: _of_entities,
    PublishedVerdict: _of_published,
    Source: _of_sources,
}
