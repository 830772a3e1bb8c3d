"""What a notification says, and where it leads: the same in the page, in a mail and in REST."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Notification

Kind = Notification.Kind
LONGEST = 200  # Characters of the words that are shown along.
SAID = {
    Kind.MENTION: gettext_lazy("%(who)s mentioned you"),
    Kind.REPLY: gettext_lazy("%(who)s wrote in a conversation of yours"),
    Kind.ASSIGNED: gettext_lazy("%(who)s assigned a claim to you"),
    Kind.REVIEW: gettext_lazy("%(who)s asks for a review"),
    Kind.APPROVED: gettext_lazy("%(who)s approved your verdict"),
    Kind.RETURNED: gettext_lazy("%(who)s returned your verdict"),
    Kind.WATCHED: gettext_lazy("%(who)s changed a claim that you watch"),
}


def of(one: Notification) -> str:
    """One sentence without its full stop."""
    return str(SAID[Kind(one.kind)]) % {"who": one.actor or _("Newsroom")}


def words_of(one: Notification) -> str:
    """Of the comment, else of the claim, shortened; "" for a comment that was deleted."""
    if one.comment:
        return _short(one.comment.body)
    return _short(one.claim.statement if one.claim else one.article.headline)


def path_of(one: Notification) -> str:
    """Where it is to be seen: a path of the site."""
    return place(one.article_id, one.claim_id, one.thread_id, one.comment_id)


def place(
    article: int, claim: int | None, thread: int | None = None, comment: int | None = None
) -> str:
    """The page of an article with a claim, or else a thread, open in the panel."""
    opened = f"?claim={claim}" if claim else f"?thread={thread}" if thread else ""
    at = f"#comment-{comment}" if comment else ""
    return f"{reverse('article', args=[article])}{opened}{at}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
