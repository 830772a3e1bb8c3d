"""What is done on an entity's page: plain forms, each answered by the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import DomainError, Invalid, NameTaken, NotFound, Stale, TwoKinds
from annotations.models import Entity, EntityMove, EntityPair, User
from annotations.services.entities import entities, pairs, revert
from annotations.services.entities import merge as entity_merge
from annotations.text.whole_numbers import whole

from ..claims.responses import seen_version
from ..shell.refusal import on_refusal
from . import pages

FIELDS = ("name", "label", "description", "wikidata_id")


def edit(request, pk: int):
    """Name, kind, description and Wikidata id."""
    with _changing(request, pk, "edit entity", FIELDS) as entity:
        changes = {name: request.POST[name] for name in FIELDS if name in request.POST}
        seen = seen_version(request)
        entities.edit(actor=request.user, entity_id=entity.pk, seen_version=seen, **changes)
    return redirect("entity", entity.pk)


def add_name(request, pk: int):
    with _changing(request, pk, "edit entity", ("alias",)) as entity:
        name = request.POST.get("alias", "")
        entities.add_alias(actor=request.user, entity_id=entity.pk, name=name)
    return redirect("entity", entity.pk)


def remove_name(request, pk: int):
    with _changing(request, pk, "edit entity") as entity:
        alias = _id(request, "alias")
        entities.remove_alias(actor=request.user, entity_id=entity.pk, alias_id=alias)
    return redirect("entity", entity.pk)


def merge(request, pk: int):
    """Another entity is merged into this one; of another kind (`across`) once that was asked."""
    with _changing(request, pk, "merge entities") as entity:
        source = access.load(Entity.objects.all(), request.user, _id(request, "source"))
        entity_merge.merge(
            actor=request.user,
            source_id=source.pk,
            target_id=entity.pk,
            seen_target=seen_version(request),
            across_kinds="across" in request.POST,
        )
    return redirect("entity", entity.pk)


def split(request, pk: int):
    """Chosen names and mentions become an entity of their own; its page is the answer."""
    with _changing(request, pk, "merge entities", ("split_name",)) as entity:
        move = entity_merge.split(
            actor=request.user,
            entity_id=entity.pk,
            aliases=_ids(request, "alias"),
            mentions=_ids(request, "mention"),
            name=request.POST.get("split_name", ""),
            seen_version=seen_version(request),
        )
    return redirect("entity", move.target_id)


def answer_pair(request, pk: int):
    """Same: the other is merged into this one. Different: never asked again."""
    with _changing(request, pk, "merge entities") as entity:
        rows = EntityPair.objects.of(entity)
        pair = access.load(rows, request.user, _id(request, "pair"))
        given = {"actor": request.user, "pair_id": pair.pk, "seen_version": seen_version(request)}
        if request.POST.get("answer") == "same":
            pairs.confirm(**given, into_id=entity.pk)
        elif request.POST.get("answer") == "different":
            pairs.deny(**given)
        else:
            raise Invalid(_("Say whether they are the same or different."))
    return redirect("entity", entity.pk)


def undo(request, pk: int):
    """The last merge or split; the answer is the page of what it was about."""
    with _changing(request, pk, "merge entities") as entity:
        move = EntityMove.objects.of(entity).filter(pk=_id(request, "move")).first()
        if move is None:
            raise NotFound
        revert.undo(actor=request.user, move_id=move.pk)
        back = move.source_id if move.kind == EntityMove.Kind.SPLIT else entity.pk
    return redirect("entity", back)


@contextmanager
def _changing(request, pk: int, action: str, typed: tuple[str, ...] = ()) -> Iterator[Entity]:
    """The entity, once the person may; a refusal inside comes back in its page."""
    entity = pages.load(request, pk)
    access.require(request.user, action, entity.desk_id)
    with on_refusal(partial(_refused, request, entity, typed)):
        yield entity


def _refused(request, entity: Entity, typed: tuple[str, ...], error: DomainError):
    fresh = pages.load(request, entity.merged_into_id or entity.pk)
    message = error.message
    if isinstance(error, Stale):
        message = _("Somebody else changed this since you opened it. Look again, then retry.")
    kept = {name: request.POST.get(name, "") for name in typed}
    shown: dict[str, object] = {"error": message, "field": error.field, "typed": kept}
    shown |= _way_on(request.user, fresh, error)
    return pages.draw(request, fresh, status=error.status, **shown)


def _way_on(user: User, entity: Entity, error: DomainError) -> dict[str, object]:
    """The merge that would do: this one into who has the name, or of two kinds all the same."""
    if isinstance(error, NameTaken):
        other = Entity.objects.counted(user).defer("search").get(pk=error.entity_id)
        return {"other": other, "merge": {"source": entity, "into": other}}
    if isinstance(error, TwoKinds):
        other = Entity.objects.counted(user).defer("search").get(pk=error.entity_id)
        return {"other": other, "merge": {"source": other, "into": entity}}
    return {}


def _id(request, name: str) -> int:
    number = whole(request.POST.get(name, ""))
    if number is None:
        raise Invalid(_("Choose one from the list."), field=name)
    return number


def _ids(request, name: str) -> list[int]:
    numbers = [whole(one) for one in request.POST.getlist(name)]
    found = [one for one in numbers if one is not None]
    if len(found) < len(numbers):
        raise Invalid(_("Choose from the list."), field=name)
    return found
