"""A merge of two entities of different kinds, which people ask for; and the way back."""

from typing import Any

from django.utils.translation import gettext as _

from annotations.errors import WrongState
from annotations.models import Alias, Entity, EntityMove, Mention
from annotations.tagging.similarity.suggest import blocks

from . import mention_labels, reassign


def move(source: Entity, target: Entity) -> dict[str, Any]:
    """What names the source names the target, as the target's kind; says what it was, for undo.

    Names that are somebody's in that kind go. Rejected mentions stay: what was said of them was
    said of their kind.
    """
    dropped = _drop_taken(source, target.label)
    aliases = Alias.objects.filter(entity=source)
    _relabel_names(list(aliases), target.label)
    mentions = Mention.objects.filter(entity=source).not_rejected()
    unlinked = mention_labels.relabel(mentions, target.label)
    moved = reassign.move(target, **reassign.everything_of(source) | {"mentions": mentions})
    return moved | {"kind": target.label, "dropped": dropped, "unlinked": unlinked}


def take_back(move: EntityMove, source: Entity) -> None:
    """Names and mentions that came back to the source are of its kind again.

    Raises WrongState when another entity of the kind got one of its names meanwhile.
    """
    came = list(Alias.objects.filter(entity=source))
    gone = [Alias(entity=source, desk_id=source.desk_id, **row) for row in move.moved["dropped"]]
    keys = {alias.key for alias in [*came, *gone]}
    others = Alias.objects.filter(desk=source.desk_id, label=source.label, key__in=keys)
    if taken := others.exclude(entity=source).first():
        message = _("Another entity now has the name “%(name)s”, so this cannot be undone.")
        raise WrongState(message % {"name": taken.name})
    _relabel_names(came, source.label)
    for alias in gone:
        alias.label, alias.blocks = source.label, blocks(alias.name, source.label)
    Alias.objects.bulk_create(gone)
    back = Mention.objects.filter(entity=source, label=move.moved["kind"]).not_rejected()
    mention_labels.relabel(back, source.label)
    unlinked = Mention.objects.filter(pk__in=move.moved["unlinked"], entity=None)
    reassign.move(source, mentions=unlinked)


def _drop_taken(source: Entity, label: str) -> list[dict[str, Any]]:
    own = Alias.objects.filter(entity=source)
    others = Alias.objects.filter(desk=source.desk_id, label=label, key__in=own.values("key"))
    gone = own.filter(key__in=others.values("key")).order_by("pk")
    dropped = [dict(row) for row in gone.values("id", "name", "key")]
    Alias.objects.filter(pk__in=[row["id"] for row in dropped]).delete()
    return dropped


def _relabel_names(aliases: list[Alias], label: str) -> None:
    for alias in aliases:
        alias.label, alias.blocks = label, blocks(alias.name, label)
    Alias.objects.bulk_update(aliases, ["label", "blocks"])
