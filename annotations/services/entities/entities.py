"""Entities: their kind, their Wikidata id, and the names by which texts call them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NameTaken, WrongState
from annotations.models import Alias, Desk, Entity, EntityPair, Label, Mention, User
from annotations.models.searching import vector
from annotations.tagging.similarity.suggest import blocks
from annotations.text.folding import key as key_of
from annotations.work.tagging import pairs
from annotations.work.tagging.link import LONGEST_NAME, alias_of

from .. import external_ids
from ..transactions import acting, check_version, chosen, clean_line, locked, too_long
from . import mention_labels

WIKIDATA_ID = re.compile(r"Q[1-9][0-9]{0,11}")
LONGEST_DESCRIPTION = 2_000
SET = ("name", "label", "description", "wikidata_id", "external_id")


def create(
    *, actor: User, desk: Desk, name: str, label: str, aliases: Iterable[str] = (), **about: str
) -> Entity:
    """Add an entity; `about` may be description, wikidata_id and external_id.

    Raises NotAllowed, and Invalid beside the field, also for a name that another one has.
    """
    access.require(actor, "edit entity", desk.pk)
    entity = Entity(desk=desk, name=clean_name(name, "name"), label=chosen(Label, label, "label"))
    _describe(entity, about)
    with acting(actor):
        entity.save()
        _set_names(entity, aliases)
        update_names(entity)
    return entity


def _describe(entity: Entity, given: Mapping[str, str]) -> None:
    """Set what is said about it, as far as it is given."""
    if "description" in given:
        entity.description = given["description"].strip()
        if len(entity.description) > LONGEST_DESCRIPTION:
            message = too_long(LONGEST_DESCRIPTION, len(entity.description))
            raise Invalid(message, field="description")
    if "wikidata_id" in given:
        entity.wikidata_id = clean_wikidata_id(given["wikidata_id"])
    if "external_id" in given:
        entity.external_id = external_ids.clean(given["external_id"])


def edit(*, actor: User, entity_id: int, seen_version: int | None, **changes: Any) -> Entity:
    """Change `name`, `label`, `description`, `wikidata_id`, `external_id` ("" for none) and
    `aliases` (all of them).

    The old name stays an alias; mentions follow a new label. Raises NotFound, NotAllowed, Stale,
    WrongState for an entity that was merged into another, and Invalid beside the field: NameTaken
    when another entity of a new label has one of the names.
    """
    with acting(actor):
        entity = standing(actor, "edit entity", entity_id, seen_version)
        _describe(entity, changes)
        if "label" in changes:
            _relabel(entity, chosen(Label, changes["label"], "label"))
        if "name" in changes:
            entity.name = clean_name(changes["name"], "name")
        entity.version += 1
        entity.save(update_fields=[*SET, "version", "updated_at"])
        if "aliases" in changes:
            _set_names(entity, changes["aliases"])
        update_names(entity)
    return entity


def add_alias(*, actor: User, entity_id: int, name: str, seen_version: int | None = None) -> Entity:
    """Texts also call it `name`. Raises as `edit` does; Invalid when another entity has the name.

    A name that it has already changes nothing.
    """
    with acting(actor):
        entity = standing(actor, "edit entity", entity_id, seen_version)
        if _give(entity, clean_name(name, "alias"), "alias"):
            touched(entity)
    return entity


def remove_alias(
    *, actor: User, entity_id: int, alias_id: int, seen_version: int | None = None
) -> Entity:
    """Texts do not call it so; mentions that are there stay. The entity's own name stays, too."""
    with acting(actor):
        entity = standing(actor, "edit entity", entity_id, seen_version)
        alias = locked(Alias.objects.filter(entity=entity), alias_id)
        if alias.key == key_of(entity.name):
            raise WrongState(_("This is the entity’s own name: rename the entity first."))
        alias.delete()
        touched(entity)
    return entity


def standing(actor: User, action: str, entity_id: int, seen_version: int | None) -> Entity:
    """The entity, locked, once the person may do `action` and it was not merged into another."""
    entity = locked(Entity.objects.defer("search"), entity_id)
    access.require(actor, action, entity.desk_id)
    check_version(entity, seen_version)
    if entity.merged_into_id:
        into = Entity.objects.only("name").get(pk=entity.merged_into_id)
        message = _("“%(name)s” was merged into “%(other)s”.")
        raise WrongState(message % {"name": entity.name, "other": into.name})
    return entity


def touched(entity: Entity) -> None:
    """The names changed: another version, searchable by what it is called now."""
    entity.version += 1
    entity.save(update_fields=["version", "updated_at"])
    update_search(entity)


def clean_name(name: str, field: str) -> str:
    """One line that folds to something. Raises Invalid."""
    name = clean_line(name, field, longest=LONGEST_NAME, required=True)
    if not key_of(name) or len(key_of(name)) > LONGEST_NAME:
        raise Invalid(_("This is not a name."), field=field)
    return name


def clean_wikidata_id(value: str) -> str:
    """Q and digits, also out of a Wikidata address; "" stays "". Raises Invalid."""
    text = value.strip().removesuffix("/").rsplit("/", 1)[-1].upper()
    if text and not WIKIDATA_ID.fullmatch(text):
        raise Invalid(_("A Wikidata id is Q and a number, such as Q42."), field="wikidata_id")
    return text


def has_it_already(name: str, field: str) -> Invalid:
    """The refusal of a name that another entity of the desk has."""
    message = _("Another entity of this desk already has the name “%(name)s”.")
    return Invalid(message % {"name": name}, field=field)


def taken(entity: Entity, key: str) -> bool:
    """Whether another entity of the desk, of the same label, goes by this folded name."""
    named = Alias.objects.filter(desk_id=entity.desk_id, label=entity.label, key=key)
    return named.exclude(entity=entity).exists()


def update_names(entity: Entity) -> None:
    """Make the entity's own name one of its aliases, and all of them searchable.

    Call it in the transaction that changed the names. Raises Invalid when another entity has it.
    """
    _give(entity, entity.name, "name")
    unblocked = [one for one in Alias.objects.filter(entity=entity) if not one.blocks]
    for alias in unblocked:
        alias.blocks = blocks(alias.name, alias.label)
    Alias.objects.bulk_update(unblocked, ["blocks"])
    pairs.propose(entity.desk_id, unblocked)
    update_search(entity)


def update_search(entity: Entity) -> None:
    """Make the entity found by all its names."""
    names = Alias.objects.filter(entity=entity).values_list("name", flat=True)
    Entity.objects.filter(pk=entity.pk).update(search=vector(entity.name, *names))


def _give(entity: Entity, name: str, field: str) -> bool:
    """Make `name` an alias; False when it is one. Raises Invalid when another entity has it."""
    alias = alias_of(entity, name)
    if not alias.key or taken(entity, alias.key):
        raise has_it_already(name, field)
    if Alias.objects.filter(entity=entity, key=alias.key).exists():
        return False
    try:
        with transaction.atomic():
            alias.save()
    except IntegrityError as error:  # Somebody, or a worker, was faster.
        raise has_it_already(name, field) from error
    pairs.propose(entity.desk_id, [alias])
    return True


def _set_names(entity: Entity, names: Iterable[str]) -> None:
    """Its names are these and its own."""
    wanted = [entity.name, *(clean_name(name, "aliases") for name in names)]
    keys = {key_of(name) for name in wanted}
    Alias.objects.filter(entity=entity).exclude(key__in=keys).delete()
    for name in wanted:
        _give(entity, name, "aliases")


def _relabel(entity: Entity, label: str) -> None:
    """Its names and mentions become of the other kind; suggestions to merge it are dropped."""
    if label == entity.label:
        return
    entity.label = label
    aliases = list(Alias.objects.filter(entity=entity))
    named = Alias.objects.filter(desk=entity.desk_id, label=label, key__in=[a.key for a in aliases])
    if rival := named.exclude(entity=entity).order_by("pk").first():
        message = _("Another entity of that kind already has the name “%(name)s”.")
        text = message % {"name": rival.name}
        raise NameTaken(text, field="label", entity_id=rival.entity_id)
    for alias in aliases:
        alias.label, alias.blocks = label, []  # update_names fills them anew.
    Alias.objects.bulk_update(aliases, ["label", "blocks"])
    EntityPair.objects.of(entity).filter(state=EntityPair.State.SUGGESTED).delete()
    mention_labels.relabel(Mention.objects.filter(entity=entity), label)
