"""Feeds of a desk: add, pause, read soon, remove. What is read is taken in by entries.py."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.models import Desk, Feed, FeedEntry, User
from annotations.models.base import longest
from annotations.work import wakeup

from ..limits import is_full
from ..sources.urls import required_address
from ..transactions import (
    acting,
    chosen,
    locked,
    locked_of_desk,
    save_next,
)

MOST = 100  # Of a desk.
LONGEST = longest(Feed, "address")


def add(*, actor: User, desk_id: int, address: str) -> Feed:
    """Have a desk read the feed at a web address from now on, in the actor's name.

    Raises NotFound, NotAllowed, and Invalid for what is no web address, is read already, or is
    one too many.
    """
    access.require(actor, "keep feeds", desk_id)
    address = required_address(address, "address", longest=LONGEST)
    with acting(actor):
        if is_full(Feed.objects.filter(desk=desk_id), MOST, of=Desk, pk=desk_id):
            message = _("A desk can have at most %(most)s feeds.")
            raise Invalid(message % {"most": MOST}, field="address")
        try:
            with transaction.atomic():
                feed = Feed.objects.create(desk_id=desk_id, address=address, added_by=actor)
        except IntegrityError as error:
            raise Invalid(_("This desk already has this feed."), field="address") from error
        wakeup.ring_web()
    return feed


def pause(*, actor: User, feed_id: int, seen_version: int | None = None) -> Feed:
    """Stop reading it until it is resumed. Raises NotFound, NotAllowed, Stale, WrongState."""
    with acting(actor):
        feed = _held(actor, feed_id, seen_version)
        if feed.is_paused:
            raise WrongState(_("This feed is already paused."))
        return _saved(feed, is_paused=True)


def resume(*, actor: User, feed_id: int, seen_version: int | None = None) -> Feed:
    """Read it again, at once and in the actor's name.

    Raises NotFound, NotAllowed, Stale, and WrongState when it is not paused.
    """
    with acting(actor):
        feed = _held(actor, feed_id, seen_version)
        if not feed.is_paused:
            raise WrongState(_("This feed is not paused."))
        return _saved(feed, is_paused=False, added_by=actor, failures=0, due_at=Now())


def read_soon(*, actor: User, feed_id: int) -> Feed:
    """Read it with the next free worker. Raises NotFound, NotAllowed, WrongState when paused."""
    with acting(actor):
        feed = _held(actor, feed_id, None)
        if feed.is_paused:
            raise WrongState(_("This feed is paused. Resume it first."))
        Feed.objects.filter(pk=feed.pk).update(due_at=Now())  # One that is being read, once more.
        wakeup.ring_web()
    return feed


def remove(*, actor: User, feed_id: int, seen_version: int | None = None) -> None:
    """Stop reading it for good; the articles it brought stay.

    Raises NotFound, NotAllowed, Stale.
    """
    with acting(actor):
        _held(actor, feed_id, seen_version).delete()


def answer(*, actor: User, entry_id: int, answer: str) -> FeedEntry:
    """Say what becomes of an entry that was held back; what is to be written is read again soon.

    Raises NotFound, NotAllowed, Invalid for another answer, and WrongState when nothing is asked
    any more or the feed is paused.
    """
    answer = chosen(FeedEntry.Answer, answer, "answer")
    with acting(actor):
        entry = locked(FeedEntry.objects.all(), entry_id)
        access.require(actor, "keep feeds", entry.feed.desk_id)
        if not entry.is_held:
            raise WrongState(_("This entry no longer needs a decision."))
        if answer == FeedEntry.Answer.KEEP:
            entry.is_held, entry.problem = False, ""
        elif entry.feed.is_paused:
            raise WrongState(_("This feed is paused. Resume it first."))
        else:
            entry.answer, entry.fingerprint = answer, ""
        entry.save(update_fields=["is_held", "problem", "answer", "fingerprint"])
        _read_anew(entry.feed, is_soon=answer != FeedEntry.Answer.KEEP)
    return entry


def _read_anew(feed: Feed, *, is_soon: bool) -> None:
    """Have it sent again, although it is the same: what is said of its entries is old now."""
    changes: dict[str, Any] = {"etag": "", "modified": ""}
    if not feed.entries.exclude(problem="").exists():
        changes["problem"] = ""
    if is_soon:
        changes["due_at"] = Now()
        wakeup.ring_web()
    Feed.objects.filter(pk=feed.pk).update(**changes)


def _held(actor: User, feed_id: int, seen_version: int | None) -> Feed:
    return locked_of_desk(actor, "keep feeds", Feed.objects.all(), feed_id, seen_version)


def _saved(feed: Feed, **changes: Any) -> Feed:
    save_next(feed, **changes)
    wakeup.ring_web()
    return feed
