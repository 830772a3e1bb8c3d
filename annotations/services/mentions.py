"""Mentions: marked by a person, or decided when a machine suggested them."""

from django.db import IntegrityError, transaction

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.models import Entity, Label, Mention, User
from annotations.models.notice import notify
from annotations.work.linking import entities_for

from .acting import acting, check_version, chosen, locked
from .placing import Place, held_revision, place

MARKED = "These words are marked already."


def create(
    *,
    actor: User,
    revision_id: int,
    start: int,
    end: int,
    label: str,
    exact: str = "",
    entity_id: int | None = None,
) -> Mention:
    """Mark `[start, end)` (code points) as a name; it is accepted, for a person marked it.

    Where the tagger found the same name, its mention is the one that is accepted.
    Without an entity the name is linked to the desk's entity of that name. Raises NotAllowed,
    Invalid, and WrongState when the text was corrected meanwhile or the same span is marked.
    """
    with acting(actor):
        revision = held_revision(actor, "edit mention", revision_id)
        desk_id = revision.desk_id
        label = chosen(Label, label, "label")
        where = place(revision, start, end, exact=exact)
        if entity_id is None:
            entity_id = _entity_called(desk_id, label, where.exact)
        else:
            _require_entity(desk_id, label, entity_id)
        found = _marked_already(where, label)
        if found:
            return _accept(found, entity_id)
        try:
            with transaction.atomic():
                mention = Mention.objects.create(
                    article_id=revision.article_id,
                    desk_id=desk_id,
                    label=label,
                    entity_id=entity_id,
                    origin=Mention.PERSON_ORIGIN,
                    state=Mention.State.ACCEPTED,
                    created_by=actor,
                    **where.columns,
                )
        except IntegrityError as error:
            raise WrongState(MARKED) from error
        notify("mention", desk=desk_id, article=mention.article_id, pk=mention.pk)
    return mention


def edit(*, actor: User, mention_id: int, seen_version: int | None, **changes: object) -> Mention:
    """Accept or reject a mention, or change its label or entity (an id or None).

    Raises NotFound, NotAllowed, Stale, Invalid, and WrongState when the words have that label.
    """
    with acting(actor):
        mention = locked(Mention.objects.all(), mention_id)
        access.require(actor, "edit mention", mention.desk_id)
        check_version(mention, seen_version)
        if "state" in changes:
            mention.state = chosen(Mention.State, changes["state"], "state")
        before = mention.label
        if "label" in changes:
            mention.label = chosen(Label, changes["label"], "label")
        if "entity" in changes:
            if changes["entity"] is not None:
                _require_entity(mention.desk_id, mention.label, changes["entity"])
            mention.entity_id = changes["entity"]
        elif mention.label != before:
            mention.entity_id = _entity_called(mention.desk_id, mention.label, mention.exact)
        mention.version += 1
        try:
            with transaction.atomic():
                mention.save()
        except IntegrityError as error:
            raise WrongState(MARKED) from error
        notify("mention", desk=mention.desk_id, article=mention.article_id, pk=mention.pk)
    return mention


def _marked_already(where: Place, label: str) -> Mention | None:
    """The mention of the very words, locked; raises WrongState when it is accepted."""
    same = Mention.objects.select_for_update(no_key=True).filter(
        revision=where.revision, start=where.start, end=where.end, label=label
    )
    found = same.order_by("pk").first()
    if found and found.state == Mention.State.ACCEPTED:
        raise WrongState(MARKED)
    return found


def _accept(mention: Mention, entity_id: int | None) -> Mention:
    mention.state = Mention.State.ACCEPTED
    mention.entity_id = entity_id
    mention.version += 1
    mention.save(update_fields=["state", "entity", "version", "updated_at"])
    notify("mention", desk=mention.desk_id, article=mention.article_id, pk=mention.pk)
    return mention


def _entity_called(desk_id: int, label: str, name: str) -> int | None:
    """The desk's entity of that name and label, made when there is none; dates have none."""
    return entities_for(desk_id, [(label, name)]).get((label, name))


def _require_entity(desk_id: int, label: str, entity_id: int) -> None:
    if not Entity.objects.filter(pk=entity_id, desk_id=desk_id, label=label).exists():
        raise Invalid("There is no such entity of this kind on this desk.", field="entity")
