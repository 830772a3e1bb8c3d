"""One comment: edited or deleted by who wrote it, removed by an editor; and how it read before."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import NotFound, WrongState
from annotations.models import Comment, Event, Thread, User

from ..notifications.notify import notify_people
from ..transactions import acting, check_version, locked
from . import naming, threads

COLUMNS = ["body", "edited_at", "deleted_at", "deleted_by", "version", "updated_at"]


class Wording(NamedTuple):
    """What a comment said until `until`."""

    body: str
    until: datetime


def edit(*, actor: User, comment_id: int, seen_version: int | None, body: str) -> threads.Said:
    """Change what one said oneself; who is named in it only now is told.

    Raises NotFound, NotAllowed, Stale, WrongState (deleted), Invalid.
    """
    with acting(actor):
        comment, thread, desk_id = _locked(actor, comment_id)
        access.require_comment_edit(actor, comment, desk_id)
        _require_standing(comment)
        check_version(comment, seen_version)
        words = threads.clean(body)
        named = naming.named_in(words, desk_id, thread.article_id)
        if words == comment.body:
            return threads.Said(comment, named.strangers)
        named_before = naming.named_in(comment.body, desk_id, thread.article_id)
        before = {person.pk for person in named_before.people}
        comment.body, comment.edited_at = words, timezone.now()
        _save(comment, thread, desk_id)
        new = [person.pk for person in named.people if person.pk not in before]
        notify_people(
            "mention",
            new,
            actor=actor,
            desk_id=desk_id,
            article_id=thread.article_id,
            claim_id=thread.claim_id,
            thread=thread,
            comment=comment,
        )
    return threads.Said(comment, named.strangers)


def delete(*, actor: User, comment_id: int, seen_version: int | None) -> Comment:
    """Take away the words of a comment; that there was one stays to be seen.

    One's own, or anybody's for an editor. Raises NotFound, NotAllowed, Stale, WrongState.
    """
    with acting(actor):
        comment, thread, desk_id = _locked(actor, comment_id)
        access.require_comment_removal(actor, comment, desk_id)
        _require_standing(comment)
        check_version(comment, seen_version)
        comment.body = ""
        comment.deleted_at, comment.deleted_by = timezone.now(), actor
        _save(comment, thread, desk_id)
    return comment


def wordings(comments: list[Comment]) -> dict[int, list[Wording]]:
    """How edited comments that stand read before, by id, oldest first; in one query."""
    edited = [one.pk for one in comments if one.edited_at and not one.is_deleted]
    found: dict[int, list[Wording]] = {pk: [] for pk in edited}
    if edited:
        events = Event.objects.filter(table="comment", object_id__in=edited, action="U")
        for event in events.order_by("pk"):
            body = (event.old or {}).get("body")
            if isinstance(body, str):  # What was redacted is no wording.
                found[event.object_id].append(Wording(body, event.at))
    return found


def _locked(actor: User, comment_id: int) -> tuple[Comment, Thread, int]:
    """Thread first, comment second: every verb locks in this order."""
    rows = Comment.objects.filter(pk=comment_id)
    found = rows.values_list("thread", "thread__article__desk").first()
    if found is None:
        raise NotFound
    thread_id, desk_id = found
    access.require(actor, "view", desk_id)
    thread = locked(Thread.objects.all(), thread_id)
    return locked(Comment.objects.all(), comment_id), thread, desk_id


def _require_standing(comment: Comment) -> None:
    if comment.is_deleted:
        raise WrongState(_("This comment was deleted."))


def _save(comment: Comment, thread: Thread, desk_id: int) -> None:
    comment.version += 1
    comment.save(update_fields=COLUMNS)
    threads.changed(thread, desk_id)
