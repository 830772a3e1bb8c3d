"""Links for guests: made and revoked by the desk, opened and answered by whoever has one."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotFound, WrongState
from annotations.models import Anchor, Article, Claim, GuestLink, User
from annotations.models.base import longest
from annotations.models.notice import notify

from ..notifications import about_desks
from ..transactions import acting, chosen, clean_line, locked, too_long

LONGEST_WORDS = 10_000
MOST_CLAIMS = 100
LONGEST_DAYS = 60
ONE_OPENING = timedelta(minutes=1)
Action, Answer = GuestLink.Action, GuestLink.Answer
FITTING = {Action.COMMENT: {Answer.COMMENTED}, Action.CONFIRM: {Answer.CONFIRMED, Answer.OBJECTED}}


class Made(NamedTuple):
    """A link and its secret, which is nowhere kept: it is shown once."""

    link: GuestLink
    secret: str


def invite(
    *,
    actor: User,
    article_id: int,
    claim_ids: Iterable[int],
    guest: str,
    action: str,
    message: str = "",
    days: int = 14,
) -> Made:
    """Make a link to these claims of an article as they stand now, for one outsider.

    Raises NotFound, NotAllowed, Invalid.
    """
    with acting(actor):
        article = Article.objects.not_hidden_from(actor).filter(pk=article_id).first()
        if article is None:
            raise NotFound
        access.require(actor, "invite guests", article.desk_id)
        if not 1 <= days <= LONGEST_DAYS:
            text = _("Choose between 1 and %(most)s days.") % {"most": LONGEST_DAYS}
            raise Invalid(text, field="days")
        secret = GuestLink.new_secret()
        link = GuestLink.objects.create(
            revision_id=article.current_revision_id,
            guest=clean_line(guest, "guest", longest=longest(GuestLink, "guest"), required=True),
            action=chosen(Action, action, "action"),
            message=_clean(message, "message"),
            claims=_frozen(article, set(claim_ids)),
            digest=GuestLink.digest_of(secret),
            expires_at=timezone.now() + timedelta(days=days),
            created_by=actor,
            assignee=actor,
        )
    return Made(link, secret)


def revoke(*, actor: User, link_id: int) -> GuestLink:
    """The link leads nowhere any more; what was said stays.

    Raises NotFound, NotAllowed, and WrongState when it was revoked already.
    """
    with acting(actor):
        link = locked(GuestLink.objects.select_related("revision__article"), link_id)
        access.require(actor, "invite guests", link.revision.article.desk_id)
        if link.revoked_at is not None:
            raise WrongState(_("This link has been revoked already."))
        GuestLink.objects.filter(pk=link.pk).update(revoked_at=Now())
        link.refresh_from_db()
    return link


def opened(*, secret: str) -> GuestLink:
    """What a secret leads to; openings are recorded, one a minute.

    Raises NotFound for what leads nowhere.
    """
    with acting(None):
        link = _open(secret)
        # One line of the trail a minute, however often the page is asked for.
        seen_lately = Q(opened_at__gt=Now() - ONE_OPENING)
        rows = GuestLink.objects.filter(~seen_lately | Q(opened_at=None), pk=link.pk)
        rows.update(openings=F("openings") + 1, opened_at=Now())
    return link


def answer(*, secret: str, answer: str, words: str = "") -> GuestLink:
    """What the guest says, once. Raises NotFound, Invalid, and WrongState for a second answer."""
    with acting(None):
        link = locked(GuestLink.objects.all(), _open(secret).pk)
        if link.answer:
            raise WrongState(_("You have answered already. Thank you."))
        said = chosen(Answer, answer, "answer")
        if said not in FITTING[Action(link.action)]:
            raise Invalid(_("This cannot be answered here."), field="answer")
        words = _clean(words, "words")
        if not words and said != Answer.CONFIRMED:
            raise Invalid(_("Write a few words."), field="words")
        GuestLink.objects.filter(pk=link.pk).update(answer=said, words=words, answered_at=Now())
        link.refresh_from_db()
        article = link.revision.article
        notify("article", desk=article.desk_id, article=article.pk, pk=article.pk)
        about_desks.guest_answered(link)
    return link


def _open(secret: str) -> GuestLink:
    links = GuestLink.objects.open().for_secret(secret).select_related("revision__article__desk")
    link = links.defer("revision__article__search").first()
    if link is None:
        raise NotFound
    return link


def _frozen(article: Article, wanted: set[int]) -> list[dict[str, object]]:
    if not 1 <= len(wanted) <= MOST_CLAIMS:
        raise Invalid(_("Choose the claims that are shown."), field="claims")
    rows = Claim.objects.filter(article=article, pk__in=wanted).defer("search")
    claims = list(rows.order_by("sort_start", "pk"))
    if len(claims) != len(wanted):
        raise Invalid(_("Choose claims of this article."), field="claims")
    anchors = Anchor.objects.filter(revision=article.current_revision_id, claim__in=wanted)
    placed: dict[int, list[list[str]]] = {}
    for one in anchors.exclude(start=None).order_by("start", "pk"):
        placed.setdefault(one.claim_id, []).append([one.prefix, one.exact, one.suffix])
    return [
        {"claim": claim.pk, "statement": claim.statement, "words": placed.get(claim.pk, [])}
        for claim in claims
    ]


def _clean(text: str, field: str) -> str:
    text = text.strip().replace("\r\n", "\n")
    if len(text) > LONGEST_WORDS:
        raise Invalid(too_long(LONGEST_WORDS, len(text)), field=field)
    return text
