"""Which entities are one: merge them, split them; revert.py takes either back."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from annotations import access
from annotations.errors import Invalid, NotFound, TwoKinds, WrongState
from annotations.models import Alias, Entity, EntityMove, EntityPair, Mention, Quotation, User
from annotations.text.folding import key as key_of
from annotations.work.tagging.link import alias_of

from ..transactions import acting, check_version
from . import entities, merge_across_labels, reassign

ACTION = "merge entities"
SPLIT = gettext_noop("Split by a person.")  # Kept in rows, in English; pages translate it.
TAKEN_ALONG = ("wikidata_id", "description")


def merge(
    *,
    actor: User,
    source_id: int,
    target_id: int,
    seen_source: int | None = None,
    seen_target: int | None = None,
    across_kinds: bool = False,
) -> EntityMove:
    """The source is the target: all that names it names the target, its address leads there.

    `across_kinds` says that they are one though they are of two kinds; the target's stays. Raises
    NotFound (also across desks), NotAllowed, Stale, WrongState when either was merged meanwhile,
    TwoKinds when they are and nobody said so, Invalid when Wikidata has them as two.
    """
    with acting(actor):
        source, target = lock_two(actor, source_id, target_id)
        for entity, seen in ((source, seen_source), (target, seen_target)):
            check_version(entity, seen)
            if entity.merged_into_id:
                message = _("“%(name)s” was merged into another entity meanwhile.")
                raise WrongState(message % {"name": entity.name})
        _check_one_kind(source, target, across_kinds)
        moved = _moved(source, target)
        earlier = Entity.objects.filter(merged_into=source)
        moved["entities"] = list(earlier.values_list("pk", flat=True))
        earlier.update(
            merged_into=target, version=F("version") + 1
        )  # So that every address leads there in one step.
        moved["decided"] = _decide_pair(actor, source, target)
        moved["taken"] = {
            name: getattr(source, name)
            for name in TAKEN_ALONG
            if getattr(source, name) and not getattr(target, name)
        }
        for name, value in moved["taken"].items():
            setattr(target, name, value)
        source.merged_into = target
        save_both(source, target)
        return EntityMove.objects.create(
            desk_id=source.desk_id,
            kind=EntityMove.Kind.MERGE,
            source=source,
            target=target,
            moved=moved,
            made_by=actor,
        )


def split(
    *,
    actor: User,
    entity_id: int,
    aliases: Sequence[int] = (),
    mentions: Sequence[int] = (),
    name: str = "",
    seen_version: int | None = None,
) -> EntityMove:
    """Some of its names or mentions are another's: a new entity, called `name` or as the first.

    Mentions whose words are one of the names go along. Mentions that are named one by one count as
    accepted, for a person looked at them: the next tagging run leaves them there. Raises NotFound,
    NotAllowed, Stale, WrongState, and Invalid when nothing or the own name is chosen.
    """
    with acting(actor):
        source = entities.standing(actor, ACTION, entity_id, seen_version)
        names = list(Alias.objects.filter(entity=source, pk__in=aliases).order_by("pk"))
        named = Mention.objects.filter(entity=source, pk__in=mentions)
        chosen = list(named.exclude(state=Mention.State.REJECTED).order_by("pk"))
        if len(names) != len(set(aliases)) or len(chosen) != len(set(mentions)):
            message = _("Some of these names or mentions no longer belong to this entity.")
            raise WrongState(message)
        if not names and not chosen:
            raise Invalid(_("Choose the names or mentions to split off."), field="aliases")
        if any(one.key == key_of(source.name) for one in names):
            message = _("“%(name)s” stays with this entity: rename the entity first.")
            raise Invalid(message % {"name": source.name}, field="aliases")
        name = name.strip() or (names[0].name if names else chosen[0].exact)
        target = Entity.objects.create(
            desk_id=source.desk_id, label=source.label, name=entities.clean_name(name, "name")
        )
        moved = _split_off(source, target, names, chosen)
        save_both(source, target)
        return EntityMove.objects.create(
            desk_id=source.desk_id,
            kind=EntityMove.Kind.SPLIT,
            source=source,
            target=target,
            moved=moved,
            made_by=actor,
        )


def lock_two(actor: User, first_id: int, second_id: int) -> tuple[Entity, Entity]:
    """Two entities of one desk, locked in one order whoever asks; raises NotFound, NotAllowed."""
    rows = Entity.objects.defer("search").filter(pk__in=[first_id, second_id])
    found = {one.pk: one for one in rows.select_for_update(no_key=True).order_by("pk")}
    for pk in (first_id, second_id):
        if pk not in found:
            raise NotFound
        access.require(actor, ACTION, found[pk].desk_id)
    first, second = found[first_id], found[second_id]
    if first.desk_id != second.desk_id:
        raise NotFound
    if first == second:
        raise Invalid(_("Choose another entity: this is the same one."), field="into")
    return first, second


def _check_one_kind(source: Entity, target: Entity, across_kinds: bool) -> None:
    if source.label != target.label and not across_kinds:
        message = _(
            "They are of different kinds. “%(source)s”: %(kind)s. “%(target)s”: %(other_kind)s."
        ) % {
            "source": source.name,
            "kind": source.get_label_display(),
            "target": target.name,
            "other_kind": target.get_label_display(),
        }
        raise TwoKinds(message, field="into", entity_id=source.pk)
    ids = {source.wikidata_id, target.wikidata_id} - {""}
    if len(ids) > 1:
        message = _("They are different entities on Wikidata: %(first)s and %(second)s.")
        first, second = sorted(ids)
        raise Invalid(message % {"first": first, "second": second}, field="into")


def _moved(source: Entity, target: Entity) -> dict[str, Any]:
    """All that names the source is the target's; pairs of another kind say nothing of it."""
    if source.label != target.label:
        return merge_across_labels.move(source, target)
    moved = reassign.move(target, **reassign.everything_of(source))
    return moved | {"pairs": _inherit_pairs(source, target)}


def _split_off(
    source: Entity, target: Entity, names: list[Alias], chosen: list[Mention]
) -> dict[str, list[int]]:
    """Names and mentions go to the new entity, which gets its own name as one of them."""
    keys = {one.key for one in names}
    standing = Mention.objects.filter(entity=source).exclude(state=Mention.State.REJECTED)
    going = {one.pk for one in chosen} | set(reassign.called(standing, keys))
    said = Quotation.objects.filter(entity=source).only("pk", "speaker")
    moved = reassign.move(
        target,
        aliases=Alias.objects.filter(pk__in=[one.pk for one in names]),
        mentions=Mention.objects.filter(pk__in=going),
        quotations=said.filter(pk__in=[one.pk for one in said if key_of(one.speaker) in keys]),
    )
    undecided = [one.pk for one in chosen if one.state == Mention.State.SUGGESTED]
    accepted = Mention.objects.filter(pk__in=undecided)
    accepted.update(state=Mention.State.ACCEPTED, version=F("version") + 1)
    moved["accepted"] = undecided
    moved["made"] = []
    own = alias_of(target, target.name)
    if own.key not in keys:
        if Alias.objects.filter(desk_id=own.desk_id, label=own.label, key=own.key).exists():
            raise entities.has_it_already(target.name, "name")
        own.save()
        moved["made"] = [own.pk]
    # Nobody is asked whether the two are one: it was just said that they are not.
    first, second = sorted((source.pk, target.pk))
    pair = EntityPair.objects.create(
        desk_id=source.desk_id,
        first_id=first,
        second_id=second,
        score=0,
        reason=SPLIT,
        state=EntityPair.State.DIFFERENT,
    )
    return moved | {"pairs": [pair.pk]}


def _decide_pair(actor: User, source: Entity, target: Entity) -> dict[str, Any]:
    """The pair of the two, if there is one, is the same; says what it was, for undo."""
    first, second = sorted((source.pk, target.pk))
    pair = EntityPair.objects.filter(first=first, second=second).select_for_update().first()
    if pair is None:
        return {}
    before = {"pair": pair.pk, "state": pair.state, "by": pair.decided_by_id}
    pair.state, pair.decided_by = EntityPair.State.SAME, actor
    pair.version += 1
    pair.save(update_fields=["state", "decided_by", "version", "updated_at"])
    return before


def _inherit_pairs(source: Entity, target: Entity) -> list[int]:
    """Who may be the source, or is not, may be the target, or is not; says the new pairs' ids."""
    standing = EntityPair.objects.of(target).values_list("first_id", "second_id")
    known = {frozenset(pair) for pair in standing}
    fresh = []
    for pair in EntityPair.objects.of(source):
        other = pair.second_id if pair.first_id == source.pk else pair.first_id
        both = frozenset((other, target.pk))
        if pair.state == EntityPair.State.SAME or len(both) < 2 or both in known:
            continue
        known.add(both)
        pair.pk, pair.version = None, 1
        pair.first_id, pair.second_id = sorted(both)
        fresh.append(pair)
    return [pair.pk for pair in EntityPair.objects.bulk_create(fresh)]


def save_both(source: Entity, target: Entity) -> None:
    """Each is another version now, found by the names it has now."""
    for entity in (source, target):
        entity.version += 1
        entity.save(update_fields=["merged_into", *TAKEN_ALONG, "version", "updated_at"])
        entities.update_search(entity)
