"""What a notification says, and where it leads: the same in the page, in a mail and in REST."""

from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.errors import Phrase
from annotations.models import GuestLink, Notification, Transfer

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
    Kind.GUEST: gettext_lazy("%(guest)s answered as a guest"),
    Kind.WEBHOOK: gettext_lazy("A webhook that you look after was paused"),
    Kind.MOVED: gettext_lazy("%(who)s moved an article to your desk"),
    Kind.REPEATED: gettext_lazy("A new article repeats a claim that you have checked already"),
    Kind.READER: gettext_lazy("A reader asks for a correction"),
}
MOVED_AWAY = gettext_lazy("%(who)s moved an article with claims of yours to another desk")
COPIED = gettext_lazy("%(who)s copied an article to your desk")
A_GUEST = gettext_lazy("A guest answered")
FOR_ANOTHER = gettext_lazy("%(who)s mentioned %(whom)s, whose work you have now")
TAKEN_BACK = gettext_lazy("The handover from %(whom)s to %(receiver)s was taken back")


def of(one: Notification) -> str:
    """One sentence without its full stop."""
    who = {"who": one.actor or _("Newsroom")}
    if one.handover:
        people = {"whom": one.handover.person, "receiver": one.handover.receiver}
        return str(_handed_over(one)) % (who | people)
    if one.transfer and one.transfer.way == Transfer.Way.OUT:
        return str(MOVED_AWAY) % who
    if one.transfer and not one.transfer.is_move:
        return str(COPIED) % who
    if one.instead_of:
        return str(FOR_ANOTHER) % (who | {"whom": one.instead_of})
    if one.guest_link:
        return str(SAID[Kind.GUEST]) % {"guest": one.guest_link.guest}
    if one.kind == Kind.GUEST:  # Told before notifications knew their link.
        return str(A_GUEST)
    return str(SAID[Kind(one.kind)]) % who


def _handed_over(one: Notification) -> Phrase:
    handover = one.handover
    assert handover is not None
    if handover.undone_at:
        return TAKEN_BACK
    if one.person_id == handover.receiver_id:
        return _("%(who)s handed the work of %(whom)s over to you")
    if one.person_id == handover.person_id:
        return _("%(who)s handed your work over to %(receiver)s")
    return _("%(who)s handed the work of %(whom)s over to %(receiver)s")


def words_of(one: Notification) -> str:
    """Of the comment, the claim, the guest or what else it is about, shortened; "" where there are
    none. Never what `place_of` says."""
    if one.comment:
        return _short(one.comment.body)
    if one.claim:
        return _short(one.claim.statement)
    if one.guest_link:
        return _short(_answered(one.guest_link))
    if one.webhook:  # The rest of an address may be a secret.
        return _short(urlsplit(one.webhook.address).hostname or "")
    return _moved(one.transfer) if one.transfer else ""


def place_of(one: Notification) -> str:
    """The article or else the desk that it is on."""
    return one.article.headline if one.article else str(one.desk)


def _answered(link: GuestLink) -> str:
    said = str(link.get_answer_display())
    if not link.words:
        return said
    return _("%(answer)s: “%(words)s”") % {"answer": said, "words": link.words}


def _moved(transfer: Transfer) -> str:
    """What else is to be told of an article that is named beside it, or is not seen any more."""
    if transfer.way == Transfer.Way.OUT:
        return _short(transfer.headline)
    return _("From the desk “%(desk)s”") % {"desk": transfer.other_desk}


def path_of(one: Notification) -> str:
    """Where it is to be seen: a path of the site."""
    if one.handover_id:
        return reverse("handover", args=[one.handover_id])
    if one.kind == Kind.WEBHOOK:
        return reverse("webhooks", args=[one.desk_id])
    if one.kind == Kind.GUEST:
        return reverse("guests", args=[one.article_id])
    if one.transfer_id:
        return reverse("transfers")
    if one.kind == Kind.READER:
        return f"{reverse('work')}?group=readers"
    assert one.article_id is not None
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
