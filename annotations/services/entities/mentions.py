"""Mentions: marked by a person, or decided when a machine suggested them."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations import access
from annotations.errors import Invalid, NotFound, WrongState
from annotations.models import Alias, Entity, Label, Mention, Revision, User
from annotations.models.notice import notify
from annotations.text.folding import key as key_of
from annotations.text.spans import TextQuote
from annotations.work.tagging.link import entities_for
from annotations.work.tagging.mentions import hold

from ..anchors.place import held_revision, place
from ..transactions import acting, check_version, chosen, locked
from .same_words import follow

MARKED = gettext_lazy("These words are already marked.")
State = Mention.State


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
    with acting(actor, is_named=False):
        revision = held_revision(actor, "edit mention", revision_id)
        hold([revision.pk])
        desk_id = revision.desk_id
        label = chosen(Label, label, "label")
        where = place(revision, start, end, exact=exact)
        if entity_id is None:
            entity_id = _entity_called(desk_id, label, where.exact)
        else:
            _require_entity(desk_id, label, entity_id)
        found = _marked_already(revision, where, label)
        if found:
            return _accept(found, entity_id)
        mention = Mention(
            article_id=revision.article_id,
            desk_id=desk_id,
            revision=revision,
            label=label,
            entity_id=entity_id,
            origin=Mention.PERSON_ORIGIN,
            state=State.ACCEPTED,
            created_by=actor,
        )
        _save(mention.on(where))
    return mention


def edit(*, actor: User, mention_id: int, seen_version: int | None, **changes: Any) -> Mention:
    """Accept or reject a mention (`state`), or change its `label`, its `entity` (an id or None) or
    its words (`start` and `end` in code points, `exact` to have them checked).

    Another label or other words are a person's decision: the mention is accepted and the
    person's, and what the machine had there is kept as rejected, so that no later run brings it
    back. Undecided mentions of the same words follow to another label (same_words.py). Raises
    NotFound, NotAllowed, Stale, Invalid, and WrongState when the words have that label or the
    article was corrected meanwhile.
    """
    with acting(actor):
        # The article first, as a correction does, or the two could wait for one another.
        where = _place_again(actor, mention_id, changes)
        hold(Mention.objects.filter(pk=mention_id).values_list("revision_id", flat=True))
        mention = locked(Mention.objects.all(), mention_id)
        access.require(actor, "edit mention", mention.desk_id)
        check_version(mention, seen_version)
        before = _Decided(mention)
        if "state" in changes:
            mention.state = chosen(State, changes["state"], "state")
        if "label" in changes:
            mention.label = chosen(Label, changes["label"], "label")
        if where:
            mention.on(where)
        _link(mention, before, changes)
        if mention.state == State.SUGGESTED and "state" not in changes:
            mention.state = State.ACCEPTED
        is_another = before.is_another(mention)
        if is_another:
            mention.origin, mention.score = Mention.PERSON_ORIGIN, None
            mention.created_by = actor
            # A person returns to what was rejected here before.
            _rivals(mention).filter(state=State.REJECTED).delete()
        mention.version += 1
        _save(mention)
        if is_another:
            before.remember(mention)
        if before.is_relabelled(mention) and mention.state == State.ACCEPTED:
            follow(mention, before.words["label"])
    return mention


def remove(*, actor: User, mention_id: int, seen_version: int | None) -> None:
    """Take away a name that a person marked by mistake, or that came with a file.

    Raises NotFound, NotAllowed, Stale, and WrongState for what a machine found: a run would find it
    again, so it is rejected instead.
    """
    with acting(actor):
        mention = locked(Mention.objects.all(), mention_id)
        access.require(actor, "edit mention", mention.desk_id)
        check_version(mention, seen_version)
        if mention.is_found_by_runs:
            raise WrongState(_("The tagger found this name: reject it, or it will be found again."))
        pk = mention.pk
        mention.delete()
        notify("mention", desk=mention.desk_id, article=mention.article_id, pk=pk)


class _Decided:
    """A mention as it was found: what a machine said there is not forgotten."""

    def __init__(self, mention: Mention):
        fields = ("revision_id", "start", "end", "exact", "prefix", "suffix", "label", "origin")
        self.words = {name: getattr(mention, name) for name in fields}
        self.score, self.entity_id = mention.score, mention.entity_id

    def is_another(self, mention: Mention) -> bool:
        """Whether label or words differ now."""
        names = ("start", "end", "label")
        return any(self.words[name] != getattr(mention, name) for name in names)

    def is_relabelled(self, mention: Mention) -> bool:
        """Whether the very words have another label now."""
        words = self.words
        return words["label"] != mention.label and words["exact"] == mention.exact

    def remember(self, mention: Mention) -> None:
        """Keep what the machine had here as rejected."""
        if self.words["origin"] == Mention.PERSON_ORIGIN or self.words["start"] is None:
            return
        Mention.objects.create(
            article_id=mention.article_id,
            desk_id=mention.desk_id,
            entity_id=self.entity_id,
            score=self.score,
            state=State.REJECTED,
            **self.words,
        )


def _place_again(actor: User, mention_id: int, changes: dict[str, Any]) -> TextQuote | None:
    """Where the changes put the mention, with its article held; None when its words stay."""
    if "start" not in changes and "end" not in changes:
        return None
    seen = Mention.objects.not_hidden_from(actor).only("revision_id", "desk_id")
    row = seen.filter(pk=mention_id).first()
    if row is None:
        raise NotFound
    access.require(actor, "edit mention", row.desk_id)
    for name in ("start", "end"):
        if not isinstance(changes.get(name), int):
            raise Invalid(_("Give both ends of the words."), field=name)
    revision = held_revision(actor, "edit mention", row.revision_id)
    return place(revision, changes["start"], changes["end"], exact=str(changes.get("exact", "")))


def _link(mention: Mention, before: _Decided, changes: dict[str, Any]) -> None:
    """The entity that was given; else that of the new label, or of the new name.

    Other words of an entity that does not go by the old ones ("Varn" of Ilka Varn) are still its.
    """
    if "entity" in changes:
        if changes["entity"] is not None:
            _require_entity(mention.desk_id, mention.label, changes["entity"])
        mention.entity_id = changes["entity"]
        return
    old, new = before.words["exact"], mention.exact
    named = Alias.objects.filter(entity=mention.entity_id, key=key_of(old))
    if mention.label != before.words["label"] or (old != new and named.exists()):
        mention.entity_id = _entity_called(mention.desk_id, mention.label, new)


def _save(mention: Mention) -> None:
    """Raises WrongState when the words have that label already."""
    is_accepted = mention.state == State.ACCEPTED
    if is_accepted and _rivals(mention).filter(state=State.ACCEPTED).exists():
        raise WrongState(MARKED)
    try:
        with transaction.atomic():
            mention.save()
    except IntegrityError as error:
        raise WrongState(MARKED) from error
    notify("mention", desk=mention.desk_id, article=mention.article_id, pk=mention.pk)


def _rivals(mention: Mention):
    """Other mentions of the very words and label; none for words that are gone."""
    same = Mention.objects.filter(
        revision=mention.revision_id, start=mention.start, end=mention.end, label=mention.label
    )
    return same.exclude(pk=mention.pk)


def _marked_already(revision: Revision, where: TextQuote, label: str) -> Mention | None:
    """The mention of the very words, locked; raises WrongState when it is accepted."""
    same = Mention.objects.select_for_update(no_key=True).filter(
        revision=revision, start=where.start, end=where.end, label=label
    )
    found = same.order_by("pk").first()
    if found and found.state == State.ACCEPTED:
        raise WrongState(MARKED)
    return found


def _accept(mention: Mention, entity_id: int | None) -> Mention:
    mention.state = State.ACCEPTED
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
        message = _("There is no entity of this kind with this id on this desk.")
        raise Invalid(message, field="entity")
