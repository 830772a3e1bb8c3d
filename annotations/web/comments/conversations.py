"""What templates/comments/talk.html shows: conversations, each with what this person may do."""

import re
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations import access
from annotations.errors import DomainError, Stale
from annotations.models import Claim, Comment, Thread, User
from annotations.services.comments import comments, naming

from ..shell.drawn import Drawn


class Piece(NamedTuple):
    """Some words of a comment; a name in it stands out."""

    words: str
    is_name: bool


def of_claim(user: User, claim: Claim, **more: object) -> dict[str, object]:
    """The conversations about a claim, in three queries."""
    rows = Thread.objects.about(claim).with_comments().order_by("pk")
    return _shown(user, list(rows), claim.desk_id, claim.article_id, claim=claim, **more)


def of_thread(user: User, thread: Thread, desk_id: int, **more: object) -> dict[str, object]:
    """One conversation that is about no claim."""
    rows = Thread.objects.filter(pk=thread.pk).with_comments()
    return _shown(user, list(rows), desk_id, thread.article_id, thread=thread, **more)


def _shown(
    user: User, threads: list[Any], desk_id: int, article_id: int, **more: object
) -> dict[str, object]:
    may_write = access.may(user, "comment", desk_id)
    said = [one for thread in threads for one in thread.comments.all()]
    before = comments.wordings(said)
    for thread in threads:
        shown: list[Drawn] = list(thread.comments.all())
        for one in shown:
            one.may_edit = access.may_edit_comment(user, one, desk_id)
            one.may_remove = access.may_remove_comment(user, one, desk_id)
            one.pieces = pieces(one.body)
            one.wordings = before.get(one.pk, [])
            one.is_mine = one.created_by_id == user.pk
            one.edit_name = f"edit-{one.pk}"
        thread.shown, thread.reply_name = shown, f"reply-{thread.pk}"
    return {
        "open": [one for one in threads if not one.is_resolved],
        "resolved": [one for one in threads if one.is_resolved],
        "article": article_id,
        "may_write": may_write,
        **more,
    }


def pieces(body: str) -> list[Piece]:
    """The words of a comment in order, the names in it apart."""
    found, at = [], 0
    for match in re.finditer(naming.NAMED, body):
        end = match.start() + 1 + len(match[1].rstrip(naming.TRAILING))
        found += [Piece(body[at : match.start()], False), Piece(body[match.start() : end], True)]
        at = end
    return [piece for piece in (*found, Piece(body[at:], False)) if piece.words]


def refused(request, form: str, error: DomainError) -> dict[str, object]:
    """The form that was refused (`new`, or its verb and id) with what was typed into it."""
    current = error.current if isinstance(error, Stale) else None
    return {
        "refused": form,
        "typed": request.POST.get("body", ""),
        "error": error.message,
        "current": current if isinstance(current, Comment) else None,
    }


def not_notified(strangers: list[str]) -> str:
    """That names in a comment are of nobody who can see it, if any are."""
    if not strangers:
        return ""
    names = ", ".join(f"@{name}" for name in strangers)
    return ngettext(
        "Nobody on this desk is called %(names)s, so nobody was told.",
        "Nobody on this desk is called %(names)s, so these were not told.",
        len(strangers),
    ) % {"names": names}


def title(thread: Thread) -> str:
    """What a thread without a claim is about, in words."""
    return _("Note on the article") if thread.state == Thread.State.WHOLE else _("Note")
