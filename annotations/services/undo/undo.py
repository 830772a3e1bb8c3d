"""Undo: what one request of a person changed is put back as it was, by the audit trail."""

from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from annotations import access
from annotations.errors import NotFound, WrongState
from annotations.models import (
    Anchor,
    Article,
    Claim,
    Embargo,
    Event,
    Mention,
    User,
    request_id,
)
from annotations.models.notice import notify
from annotations.work.tagging.mentions import hold

from .. import claim_words
from ..claims.suggestions import follow
from ..claims.workflow import HIDDEN
from ..transactions import acting
from . import permissions, restore, trail
from .describe import summary
from .places import hides
from .trail import Change, Key

# They come into being on the way, and stay where somebody uses them.
ON_THE_WAY = ("entity", "source")
MOVED = gettext_noop("The article was moved to another desk since.")
MARK = "~"  # No request of a browser may have it in its id.


@dataclass(frozen=True)
class Undone:
    """What was put back, in words, and what it touched: (table, id) of rows that stand.

    `is_redone`: it took back an undo, so what the words of `request` say was done again.
    """

    words: str
    request: str
    touched: tuple[Key, ...]
    is_redone: bool


def undo(*, actor: User, request: str) -> Undone:
    """Put back what the actor changed in one request (its id); undoing an undo does it again.

    Raises NotFound when the actor changed nothing in it that they may still see, NotAllowed when
    they may no longer do it, and WrongState when somebody changed one of the rows since or when it
    decided a verdict or touched what is never undone. What was undone already is left as it is.
    """
    events = list(Event.objects.of_request(request, actor))
    if not events or hides(actor, events):
        raise NotFound
    found = trail.changes(events)
    if not found:
        raise WrongState(_("There is nothing left to undo."))
    permissions.require_undoable(found.values())
    words = summary(found.values())
    is_redone = undone_by(request) is not None and not _did_again(request)
    with _as_undo(events[0], is_redone) as own, acting(actor):
        hold(_texts_of_names(found.values()))
        _read(found)
        before = _undone_already(found, events[0])
        if before:
            return Undone(words, before, (), is_redone)
        _forget_passing(found)
        _require_there(found)
        _require_on_its_desk(found)
        _keep_what_is_used(found)
        claims = _claims_of(found.values())
        permissions.require(actor, list(found.values()), claims)
        last = events[-1].pk
        _require_not_carried(claims, last)
        _require_seen(found.values(), claims)
        _require_unchanged(found, last)
        _require_nothing_hangs_on(found)
        _require_current(one for one in found.values() if not one.is_gone)
        try:
            with transaction.atomic():
                restore.take_back(found.values())
        except IntegrityError as error:
            raise WrongState(_("Something else has taken its place since.")) from error
        _require_current(one for one in found.values() if not one.is_made)
        _update_stage(found, actor)
        _notify(found.values(), claims)
    touched = tuple(key for key, change in found.items() if not change.is_made)
    return Undone(words, own, touched, is_redone)


def undone_by(request: str) -> int | None:
    """The first event of the request that this request undid; None when it is no undo."""
    return int(request.split(MARK)[1]) if request.startswith(MARK) else None


def _did_again(request: str) -> bool:
    """Whether this request undid an undo."""
    return request.startswith(MARK) and request.split(MARK)[2] == ""


def _undone_already(found: dict[Key, Change], first: Event) -> str:
    """The request that undid the one of this event, where that is the last that happened: an undo
    that is sent again is done once."""
    changed = next((change for change in found.values() if _differs(change)), None)
    last = changed and Event.objects.of_row(changed.table, changed.pk).last()
    return last.request if last and undone_by(last.request) == first.pk else ""


@contextmanager
def _as_undo(first: Event, is_redone: bool):
    """The events of an undo name, in their request, the first event of what they undo.

    A mark more tells that this was an undo itself.
    """
    marks = MARK * (2 if is_redone else 1)
    own = f"{MARK}{first.pk}{marks}{request_id.get() or uuid4().hex}"[:64]
    token = request_id.set(own)
    try:
        yield own
    finally:
        request_id.reset(token)


def _texts_of_names(found: Iterable[Change]) -> set[int]:
    """Revisions (ids) on which names come back: a run that writes there would not see them."""
    return {one.before["revision_id"] for one in found if one.table == "mention" and one.is_gone}


def _read(found: dict[Key, Change]) -> None:
    """Lock the rows, and fill `full` and what stands in `now`.

    Claims and entities before what hangs on them, as every verb locks them.
    """
    for table in _tables(found, first=("claim", "entity")):
        here = {pk: change for (name, pk), change in found.items() if name == table}
        rows = restore.now(table, list(here))
        for pk, change in here.items():
            change.now = rows.get(pk)
            change.full = change.now or change.before or change.after


def _forget_passing(found: dict[Key, Change]) -> None:
    """What a machine suggests is replaced by each run: once that has happened it is left alone."""
    passing = {key: one for key, one in found.items() if key[0] == "mention" and _is_passing(one)}
    if any(_differs(change) for change in passing.values()):
        for key in passing:
            del found[key]


def _is_passing(change: Change) -> bool:
    if change.is_edit and change.now is None:
        return set(change.before) == {"entity_id"}
    rows = (change.full, change.full | change.before, change.full | change.after)
    return all(
        row["state"] == Mention.State.SUGGESTED and row["origin"] != Mention.PERSON_ORIGIN
        for row in rows
    )


def _require_there(found: dict[Key, Change]) -> None:
    for (table, pk), change in found.items():
        if change.is_edit and change.now is None:
            raise _changed_by(Event.objects.of_row(table, pk))


def _require_on_its_desk(found: dict[Key, Change]) -> None:
    """Nothing comes back to a desk that its article has left."""
    of_article = ("claim", "mention")
    rows = [change.full for change in found.values() if change.table in of_article]
    ids = {row["article_id"] for row in rows}
    desks = dict(Article.objects.filter(pk__in=ids).values_list("pk", "desk"))
    if any(desks.get(row["article_id"], row["desk_id"]) != row["desk_id"] for row in rows):
        raise WrongState(_(MOVED))


def _require_not_carried(claims: dict[int, Claim], last: int) -> None:
    """What stood on a claim then rests on sources and entities of the desk that it was on."""
    moves = Event.objects.filter(table="claim", object_id__in=claims, action="U", pk__gt=last)
    first = moves.filter(old__has_key="desk_id").order_by("object_id", "pk").distinct("object_id")
    if any((move.old or {}).get("desk_id") != claims[move.object_id].desk_id for move in first):
        raise WrongState(_(MOVED))


def _require_seen(found: Iterable[Change], claims: dict[int, Claim]) -> None:
    """Nobody has a claim again that an embargo hides from them by now."""
    edits = [change for change in found if change.table == "claim" and change.is_edit]
    again = [change for change in edits if change.before.get("assignee_id")]
    articles = {claims[change.pk].article_id for change in again}
    if not Embargo.objects.in_force().filter(article__in=articles).exists():
        return
    people = User.objects.in_bulk({change.before["assignee_id"] for change in again})
    for change in again:
        person = people[change.before["assignee_id"]]
        if access.is_hidden_from(person, claims[change.pk].article_id):
            raise WrongState(HIDDEN)


def _tables(found: Iterable[Key], first: tuple[str, ...]) -> list[str]:
    names = {table for table, _ in found}
    return [name for name in first if name in names] + sorted(names - set(first))


def _claims_of(found: Iterable[Change]) -> dict[int, Claim]:
    """The claims that are changed or on which something is; those that it removed as they were.

    Raises WrongState when one is gone by something else.
    """
    found = list(found)
    ids = {change.full.get("claim_id") for change in found}
    ids |= {change.pk for change in found if change.table == "claim"}
    claims = Claim.objects.defer("search").in_bulk(ids - {None})
    names = ("desk_id", "article_id", "created_by_id", "stage")
    for change in found:
        if change.table == "claim" and change.pk not in claims:
            claims[change.pk] = Claim(
                pk=change.pk, **{name: change.full.get(name) for name in names}
            )
    if ids - {None} - claims.keys():
        raise _changed_by(Event.objects.none())
    return claims


def _keep_what_is_used(found: dict[Key, Change]) -> None:
    """Leave out entities and sources that were made on the way and that somebody uses by now."""
    for table in ON_THE_WAY:
        made = {pk for (name, pk), one in found.items() if name == table and one.is_made}
        if not made:
            continue
        used = {pk for *key, pk in restore.referrers(table, made) if tuple(key) not in found}
        used |= {pk for pk in made if _differs(found[table, pk])}
        for pk in used:
            del found[table, pk]
        if table == "entity":
            names = [k for k, one in found.items() if one.table == "alias" and one.is_made]
            for key in names:
                if found[key].full.get("entity_id") in used:
                    del found[key]


def _differs(change: Change) -> bool:
    """Whether the row is no longer as the change left it."""
    if change.is_gone or change.now is None:
        return change.is_gone is (change.now is not None)
    return any(
        change.now.get(name) != value
        for name, value in change.after.items()
        if name not in restore.NOT_COMPARED and name in change.now
    )


def _require_unchanged(found: dict[Key, Change], last: int) -> None:
    for change in found.values():
        if _differs(change):
            since = Event.objects.of_row(change.table, change.pk).filter(pk__gt=last)
            raise _changed_by(since)


def _require_nothing_hangs_on(found: dict[Key, Change]) -> None:
    """What would go must take nothing along that somebody added since."""
    for table in _tables(found, first=()):
        made = {pk for (name, pk), one in found.items() if name == table and one.is_made}
        if not made:
            continue
        for other, pk, _target in restore.referrers(table, made):
            if (other, pk) not in found:
                raise _changed_by(Event.objects.of_row(other, pk))


def _require_current(found: Iterable[Change]) -> None:
    """Spans are put back into the text that stands, never into one that was corrected since."""
    pks: dict[str, set[int]] = {"anchor": set(), "mention": set()}
    for change in found:
        if change.table in pks and set(change.before or change.after) != {"entity_id"}:
            pks[change.table].add(change.pk)
    standing = {"anchor": Anchor.objects.current(), "mention": Mention.objects.current()}
    for table, rows in standing.items():
        if pks[table] and rows.filter(pk__in=pks[table]).count() < len(pks[table]):
            raise WrongState(_("The article was corrected since, and these words have changed."))


def _changed_by(events) -> WrongState:
    event = events.order_by("-pk").first()
    person = User.objects.filter(pk=event.actor_id).first() if event else None
    if person is None:
        return WrongState(_("This was changed since: look at it, and change it back by hand."))
    words = _("%(person)s changed this since: look at it, and change it back by hand.")
    return WrongState(words % {"person": person})


def _update_stage(found: dict[Key, Change], actor: User) -> None:
    """What follows from rows that came back: search words, versions, suggestions."""
    standing = [change for change in found.values() if not change.is_made]
    claims = {one.pk for one in standing if one.table == "claim"}
    claims |= {one.full["claim_id"] for one in found.values() if one.table == "anchor"}
    claim_words.index(claims)
    for table in ("source", "externalcheck"):
        restore.make_searchable(table, [one.pk for one in standing if one.table == table])
    named = {one.full["entity_id"] for one in found.values() if one.table == "alias"}
    named |= {one.pk for one in standing if one.table == "entity"}
    restore.make_searchable("entity", named)
    restore.raise_versions("entity", named - {pk for table, pk in found if table == "entity"})
    on_claims = {
        one.full["claim_id"] for one in found.values() if one.table in permissions.OF_CLAIM
    }
    restore.raise_versions("claim", on_claims - {pk for table, pk in found if table == "claim"})
    staged = [one.pk for one in standing if one.table == "claim" and "stage" in one.before]
    for claim in Claim.objects.defer("search").filter(pk__in=staged):
        follow(claim, actor)


def _notify(found: Iterable[Change], claims: dict[int, Claim]) -> None:
    """Open pages; once a kind and article."""
    places = set()
    for change in found:
        if change.table == "mention":
            places.add(("mention", change.full["desk_id"], change.full["article_id"], change.pk))
        elif change.table == "claim" or change.table in permissions.OF_CLAIM:
            pk = change.pk if change.table == "claim" else change.full["claim_id"]
            places.add(("claim", claims[pk].desk_id, claims[pk].article_id, pk))
    said = {(kind, desk, article): pk for kind, desk, article, pk in places}
    for (kind, desk, article), pk in said.items():
        notify(kind, desk=desk, article=article, pk=pk)
