"""Takes a merge or a split back, exactly, as long as nothing was built on it."""

from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import NotFound, WrongState
from annotations.models import Alias, Entity, EntityMove, EntityPair, Mention, User

from ..transactions import acting
from . import merge, merge_across_labels, reassign


def undo(*, actor: User, move_id: int) -> EntityMove:
    """Names, mentions, speakers, quotations and redirects go back to where they were.

    Mentions that came since go with the name that they are. The entity that a split made stays as
    an address that leads back. Raises NotFound, NotAllowed, and WrongState when it was undone
    already or what it moved was changed, merged or split since.
    """
    with acting(actor):
        move = EntityMove.objects.select_for_update(no_key=True).filter(pk=move_id).first()
        if move is None:
            raise NotFound
        access.require(actor, merge.ACTION, move.desk_id)
        source, target = merge.lock_two(actor, move.source_id, move.target_id)
        _check_undoable(move, source, target)
        if move.kind == EntityMove.Kind.MERGE:
            _unmerge(move, source, target)
        else:
            _unsplit(move, source, target)
        EntityPair.objects.filter(pk__in=move.moved.get("pairs", ()), version=1).delete()
        merge.save_both(source, target)
        move.undone_by, move.undone_at = actor, timezone.now()
        move.save(update_fields=["undone_by", "undone_at"])
    return move


def last_of(entity: Entity) -> EntityMove | None:
    """The merge or split of the entity that can be undone now, if there is one."""
    later = EntityMove.objects.standing().of(OuterRef("source"), OuterRef("target"))
    moves = EntityMove.objects.standing().of(entity)
    moves = moves.exclude(Exists(later.filter(pk__gt=OuterRef("pk"))))
    return moves.select_related("source", "target").order_by("-pk").first()


def _check_undoable(move: EntityMove, source: Entity, target: Entity) -> None:
    if move.undone_at:
        raise WrongState(_("This has already been undone."))
    later = EntityMove.objects.standing().of(source, target).filter(pk__gt=move.pk)
    if later.exists():
        raise WrongState(_("Names have been merged or split since: undo that first."))
    ids = [*move.moved["aliases"], *move.moved.get("made", ())]
    kind = move.moved.get("kind", source.label)  # Of a merge across kinds.
    there = Alias.objects.filter(pk__in=ids, entity=target, label=kind)
    if there.count() != len(ids):
        message = _("The names of “%(name)s” have changed since, so this cannot be undone.")
        raise WrongState(message % {"name": target.name})


def _unmerge(move: EntityMove, source: Entity, target: Entity) -> None:
    moved = move.moved
    reassign.move(source, **reassign.moved_by(move))
    if "kind" in moved:
        merge_across_labels.take_back(move, source)
    led_on = Entity.objects.filter(pk__in=moved["entities"], merged_into=target)
    led_on.update(merged_into=source, version=F("version") + 1)
    source.merged_into = None
    for name, value in moved["taken"].items():
        if getattr(target, name) == value:
            setattr(target, name, "")
    decided = moved["decided"]
    if decided:
        pair = EntityPair.objects.filter(pk=decided["pair"], state=EntityPair.State.SAME)
        pair.update(state=decided["state"], decided_by=decided["by"], version=F("version") + 1)


def _unsplit(move: EntityMove, source: Entity, target: Entity) -> None:
    accepted = Mention.objects.filter(pk__in=move.moved["accepted"], entity=target)
    accepted = accepted.filter(state=Mention.State.ACCEPTED)
    accepted.update(state=Mention.State.SUGGESTED, version=F("version") + 1)
    Alias.objects.filter(pk__in=move.moved["made"]).delete()
    reassign.move(source, **reassign.everything_of(target))
    target.merged_into = source
