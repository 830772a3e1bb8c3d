"""`fields=` and `include=`: only some of what objects show, and what they are about beside them."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.translation import gettext as _

from annotations.errors import Unreadable
from annotations.models import (
    Article,
    Assessment,
    Claim,
    Comment,
    Entity,
    Evidence,
    Mention,
    ReplyRequest,
    Revision,
    Source,
    Thread,
)

from . import params, representation

NAMES = ("fields", "include")
MOST_INCLUDED = 1_000  # Rows of one kind.
Shape = type[representation.Representation]


class Related(NamedTuple):
    """Rows of a model whose `column` holds what the object shows as `shown`."""

    model: type[Model]
    column: str
    shown: str


def _to(model: type[Model], name: str) -> Related:
    return Related(model, "pk", name)


RELATED: Mapping[type[Model], Mapping[str, Related]] = {
    Article: {"claims": Related(Claim, "article", "id")},
    Assessment: {"claim": _to(Claim, "claim")},
    Claim: {
        "article": _to(Article, "article"),
        "assessments": Related(Assessment, "claim", "id"),
        "contacts": Related(ReplyRequest, "claim", "id"),
        "evidence": Related(Evidence, "claim", "id"),
    },
    Comment: {"article": _to(Article, "article"), "thread": _to(Thread, "thread")},
    Evidence: {"claim": _to(Claim, "claim"), "source": _to(Source, "source")},
    Mention: {"article": _to(Article, "article"), "entity": _to(Entity, "entity")},
    ReplyRequest: {"article": _to(Article, "article"), "claim": _to(Claim, "claim")},
    Revision: {"article": _to(Article, "article")},
    Source: {"evidence": Related(Evidence, "source", "id")},
    Thread: {
        "article": _to(Article, "article"),
        "claim": _to(Claim, "claim"),
        "comments": Related(Comment, "thread", "id"),
    },
}


class Sparse(NamedTuple):
    fields: tuple[str, ...] = ()
    include: tuple[str, ...] = ()


def shape_of(view: Any) -> Shape | None:
    """What the objects of a view's GET look like; None where it answers something else."""
    if hasattr(view, "media_type"):
        return None
    if "GET" in view.shapes:
        shape: Any = view.shapes["GET"]
        is_object = isinstance(shape, type) and issubclass(shape, representation.Representation)
        return shape if is_object else None
    return view.listed or representation.of_model(getattr(view, "model", None))


def fields_of(shape: Shape) -> list[str]:
    return list(shape._declared_fields)


def related_to(shape: Shape) -> Mapping[str, Related]:
    return RELATED.get(getattr(shape, "model", Model), {})


def read(given: Mapping[str, str], shape: Shape) -> Sparse:
    """What was asked for; raises Unreadable with the known names for an unknown one."""
    known = {"fields": fields_of(shape), "include": sorted(related_to(shape))}
    return Sparse(**{name: params.names_in(name, given[name], known[name]) for name in given})


def cut(data: dict[str, Any], asked: Sparse, reader: Callable[[Shape], Any], shape: Shape) -> dict:
    """A page or an object with only these fields, and `included` where that was asked."""
    is_page = "results" in data and "results" not in shape._declared_fields
    rows = data["results"] if is_page else [data]
    beside = {}
    if asked.include:
        related = related_to(shape)
        beside = {"included": {name: _rows(related[name], rows, reader) for name in asked.include}}
    if asked.fields:
        rows = [{name: row[name] for name in asked.fields if name in row} for row in rows]
    return (data | {"results": rows} if is_page else rows[0]) | beside


def _rows(related: Related, rows: list[dict], reader: Callable[[Shape], Any]) -> list[dict]:
    """Each once, as its own address shows it, and only what the caller sees."""
    wanted = {row[related.shown] for row in rows if row.get(related.shown) is not None}
    one = reader(representation.reader_of(related.model))
    found = one.rows().visible_to(one.context["user"]).filter(**{f"{related.column}__in": wanted})
    found = list(found.order_by("pk")[: MOST_INCLUDED + 1]) if wanted else []
    if len(found) > MOST_INCLUDED:
        message = _("More than %(most)s belong to these: ask for fewer rows with `limit`.")
        raise Unreadable(message % {"most": MOST_INCLUDED}, field="include")
    return [one.to_representation(row) for row in found]
