"""The entities of a desk, and the page of one."""

from collections.abc import Iterable

from django.db.models import Case, Exists, OuterRef, When
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from annotations import access
from annotations.models import Entity, EntityPair, Label
from annotations.models.claims import about_entities
from annotations.models.counting import MANY
from annotations.services.entities import revert

from ..claims.rows import describe
from ..shell.context import desk_at_hand
from ..shell.drawn import Drawn
from ..shell.paging import page_of
from ..shell.stored import retold
from . import history

LONGEST_SEARCH = 200
MOST_PAIRS = 1_000  # Whose entities are looked for one by one.
ALSO = 4  # Other names in a row of the list.
MENTIONS, CLAIMS, COMPANIONS, PAIRS, FOUND = 20, 20, 12, 10, 8  # Rows of each part of the page.


def index(request):
    """By name; of the desk at hand or of all of the person's."""
    given = {name: request.GET.get(name, "").strip() for name in ("search", "label", "doubt")}
    given = {name: value[:LONGEST_SEARCH] for name, value in given.items() if value}
    rows = Entity.by_name.visible_to(request.user).standing()
    desk = desk_at_hand(request)
    if desk:
        rows = rows.filter(desk=desk)
    if "search" in given:
        rows = rows.completing(given["search"])
    if given.get("label") in Label.values:
        rows = rows.filter(label=given["label"])
    pairs = EntityPair.objects.visible_to(request.user)
    waiting = Exists(pairs.waiting().of(OuterRef("pk")))
    if "doubt" in given:
        ids = (pairs.filter(desk=desk) if desk else pairs).in_doubt(MOST_PAIRS)
        # Few stand far apart in a list by name; of many the next one is near.
        rows = rows.filter(waiting) if ids is None else rows.filter(pk__in=ids)
    rows = rows.counted(request.user).annotate(is_in_doubt=waiting).prefetch_related("aliases")
    if not desk and "search" not in given and "doubt" not in given:
        rows = rows.desk_by_desk(request.user)
    page = page_of(request, rows.select_related("desk").defer("search"))
    for row in page.rows:
        row.also = _also(alias.name for alias in row.aliases.all() if alias.name != row.name)
    context = {"page": page, "given": given, "labels": Label.choices}
    return render(request, "entities/list.html", context)


def _also(names: Iterable[str]) -> str:
    """The first of the other names, each in its own direction; empty without any."""
    names = list(names)
    shown = format_html_join(", ", "<bdi>{}</bdi>", ((name,) for name in names[:ALSO]))
    return format_html("{} …", shown) if len(names) > ALSO else shown


def page(request, pk: int):
    """Everything known of one entity; the address of a merged one leads to the one it is now."""
    entity = load(request, pk)
    if entity.merged_into_id:
        return HttpResponsePermanentRedirect(address(entity.merged_into_id))
    return draw(request, entity)


def load(request, pk: object) -> Entity:
    rows = Entity.objects.counted(request.user, MANY).select_related("desk").defer("search")
    return access.load(rows, request.user, pk)


def address(pk: int) -> str:
    return reverse("entity", args=[pk])


def draw(request, entity: Entity, *, status: int = 200, **more: object):
    """The whole page; `more` is `error` and `typed` after a refusal, `other` and `merge` where a
    merge would be the way on."""
    mentions = about_entities.places(entity, request.user).select_related("article")
    aliases = sorted(entity.aliases.all(), key=lambda one: (one.name != entity.name, one.name))
    find = request.GET.get("find", "").strip()[:LONGEST_SEARCH]
    texts = about_entities.newest_texts(entity, request.user)
    context = {
        "entity": entity,
        "aliases": aliases,
        "labels": Label.choices,
        "mentions": page_of(request, mentions.defer("article__search"), MENTIONS),
        "said": _claims(about_entities.claims_by(entity, request.user, CLAIMS)),
        "about": _claims(about_entities.claims_about(texts)),
        "companions": about_entities.companions(entity, texts, COMPANIONS),
        "pairs": _pairs(request, entity),
        "find": find,
        "found": _found(request, entity, find) if find else (),
        "history": history.lines(request.user, entity, [alias.pk for alias in aliases]),
        "undoable": revert.last_of(entity),
        "may": {
            "edit": access.may(request.user, "edit entity", entity.desk_id),
            "merge": access.may(request.user, "merge entities", entity.desk_id),
        },
    }
    return render(request, "entities/page.html", context | more, status=status)


def _claims(queryset) -> list:
    rows = list(queryset.select_related("article").defer("search", "article__search")[:CLAIMS])
    describe(rows)
    return rows


def _pairs(request, entity: Entity) -> list[EntityPair]:
    """Who may be this one, likeliest first; each with its `other`, as the list counts them, and
    `why`."""
    pairs = EntityPair.objects.not_hidden_from(request.user).waiting().of(entity)
    rows: list[Drawn] = list(pairs.order_by("-score", "pk")[:PAIRS])
    ids = [row.second_id if row.first_id == entity.pk else row.first_id for row in rows]
    others = Entity.objects.counted(request.user).defer("search").in_bulk(ids)
    for row, pk in zip(rows, ids, strict=True):
        row.other, row.why = others[pk], retold(row.reason)
    return rows


def _found(request, entity: Entity, words: str) -> list[Entity]:
    """Entities that may be merged into this one, those of its kind first."""
    rows = Entity.by_name.visible_to(request.user).filter(desk=entity.desk_id).standing()
    rows = rows.exclude(pk=entity.pk).completing(words).by_words_first()
    rows = rows.counted(request.user).defer("search")
    return list(
        rows.order_by(Case(When(label=entity.label, then=0), default=1), "name", "pk")[:FOUND]
    )
