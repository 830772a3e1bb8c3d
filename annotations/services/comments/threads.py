"""Conversations: begun on a claim, on words or on an article; answered, resolved, opened again."""

from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotFound, WrongState
from annotations.models import Article, Claim, Comment, Revision, Thread, User
from annotations.models.notice import notify

from ..anchors.place import held_revision
from ..claim_state import refuse_merged
from ..notifications.notify import notify_people
from ..transactions import acting, check_version, locked, too_long
from . import naming, places

LONGEST = 20_000


class Said(NamedTuple):
    """A comment, and the names in it of nobody who can see the desk: they were not told."""

    comment: Comment
    strangers: list[str]


def on_claim(*, actor: User, claim_id: int, body: str) -> Said:
    """Begin a conversation about a claim.

    Raises NotFound, NotAllowed, Invalid, and WrongState for one that was merged: it is talked
    about where it stands now.
    """
    with acting(actor):
        claim = Claim.objects.not_hidden_from(actor).defer("search").filter(pk=claim_id).first()
        if claim is None:
            raise NotFound
        access.require(actor, "comment", claim.desk_id)
        refuse_merged(claim)
        revision = Revision(pk=_current(claim.article_id))
        thread = Thread(claim=claim, article_id=claim.article_id, revision=revision)
        return _begin(actor, thread, claim.desk_id, body)


def on_words(
    *, actor: User, revision_id: int, start: int, end: int, exact: str = "", body: str
) -> Said:
    """Begin one about `[start, end)` (code points) of a revision. Raises as `on_claim` does."""
    with acting(actor):
        seen = held_revision(actor, "comment", revision_id, may_be_old=True)
        thread = Thread(article_id=seen.article_id)
        places.put(thread, seen, start, end, exact)
        return _begin(actor, thread, seen.desk_id, body)


def on_article(*, actor: User, article_id: int, body: str) -> Said:
    """Begin one about the whole article. Raises as `on_claim` does."""
    with acting(actor):
        if access.is_hidden_from(actor, article_id):
            raise NotFound
        desk_id = _desk_of(article_id)
        access.require(actor, "comment", desk_id)
        thread = Thread(article_id=article_id, revision_id=_current(article_id))
        return _begin(actor, thread, desk_id, body)


def reply(*, actor: User, thread_id: int, body: str) -> Said:
    """Answer; in a thread that was resolved too, which stays so. Raises as `on_claim` does."""
    with acting(actor):
        thread, desk_id = _locked(actor, thread_id)
        return _say(actor, thread, desk_id, body)


def resolve(*, actor: User, thread_id: int, seen_version: int | None = None) -> Thread:
    """Nothing is left to say. Raises NotFound, NotAllowed, Stale, WrongState."""
    with acting(actor):
        thread, desk_id = _locked(actor, thread_id)
        check_version(thread, seen_version)
        if thread.is_resolved:
            raise WrongState(_("This conversation is resolved already."))
        thread.resolved_at, thread.resolved_by = timezone.now(), actor
        return _saved(thread, desk_id)


def reopen(*, actor: User, thread_id: int, seen_version: int | None = None) -> Thread:
    """Something is left to say after all. Raises as `resolve` does."""
    with acting(actor):
        thread, desk_id = _locked(actor, thread_id)
        check_version(thread, seen_version)
        if not thread.is_resolved:
            raise WrongState(_("This conversation is open already."))
        thread.resolved_at = thread.resolved_by = None
        return _saved(thread, desk_id)


def clean(body: str) -> str:
    """The words of a comment; raises Invalid without any."""
    body = body.replace("\r\n", "\n").strip()
    if not body:
        raise Invalid(_("Write something first."), field="body")
    if len(body) > LONGEST:
        raise Invalid(too_long(LONGEST, len(body)), field="body")
    return body


def changed(thread: Thread, desk_id: int) -> None:
    """Tell open pages that something was said in it, or about it."""
    notify("comment", desk=desk_id, article=thread.article_id, pk=thread.pk)


def _begin(actor: User, thread: Thread, desk_id: int, body: str) -> Said:
    clean(body)
    thread.created_by = actor
    thread.save()
    return _say(actor, thread, desk_id, body)


def _say(actor: User, thread: Thread, desk_id: int, body: str) -> Said:
    comment = Comment.objects.create(thread=thread, body=clean(body), created_by=actor)
    named = naming.named_in(comment.body, desk_id, thread.article_id)
    about: dict[str, Any] = {"thread": thread, "comment": comment, "claim_id": thread.claim_id}
    about["article_id"] = thread.article_id
    mentioned = [person.pk for person in named.people]
    notify_people("mention", mentioned, actor=actor, desk_id=desk_id, **about)
    others = set(
        Comment.objects.filter(thread=thread).values_list("created_by", flat=True).distinct()
    )
    notify_people("reply", others - set(mentioned), actor=actor, desk_id=desk_id, **about)
    changed(thread, desk_id)
    return Said(comment, named.strangers)


def _locked(actor: User, thread_id: int) -> tuple[Thread, int]:
    thread = locked(Thread.objects.all(), thread_id)
    desk_id = _desk_of(thread.article_id)
    access.require(actor, "comment", desk_id)
    return thread, desk_id


def _saved(thread: Thread, desk_id: int) -> Thread:
    thread.version += 1
    thread.save(update_fields=["resolved_at", "resolved_by", "version", "updated_at"])
    changed(thread, desk_id)
    return thread


def _desk_of(article_id: int) -> int:
    desk_id = Article.objects.filter(pk=article_id).values_list("desk", flat=True).first()
    if desk_id is None:
        raise NotFound
    return desk_id


def _current(article_id: int) -> int:
    """The revision that stands; nobody corrects the article until the transaction ends."""
    held = Article.objects.filter(pk=article_id).select_for_update(no_key=True)
    return held.values_list("current_revision", flat=True).get()
