"""Readers ask for corrections of public pages; an editor accepts or declines."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotFound, WrongState
from annotations.models import Claim, CorrectionRequest, Publication, User
from annotations.models.base import longest
from annotations.models.notice import notify

from ..limits import is_full
from ..notifications import about_readers
from ..sources.urls import web_address
from ..transactions import acting, check_version, clean_line, locked, save_next, too_long
from .publishing import ACTION

LONGEST_WORDS, LONGEST_NOTE = 4_000, 2_000
MOST_OPEN = 100  # Of a page; whoever sends more finds the desk at work on these.
State = CorrectionRequest.State


class Asked(NamedTuple):
    """What a reader wrote, cleaned."""

    words: str
    source_url: str
    name: str
    email: str


def read(*, words: str, source_url: str = "", name: str = "", email: str = "") -> Asked:
    """What a reader wrote, as it can be kept; raises Invalid. Asks nothing of the database."""
    words = _text(words, "words", LONGEST_WORDS)
    if not words:
        raise Invalid(_("Say what is wrong."), field="words")
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise Invalid(_("This is not an e-mail address."), field="email") from error
    return Asked(
        words=words,
        source_url=web_address(source_url),
        name=clean_line(name, "name", longest=longest(CorrectionRequest, "name")),
        email=clean_line(email, "email", longest=longest(CorrectionRequest, "email")),
    )


def ask(
    *,
    key: str,
    words: str,
    claim_id: int | None = None,
    source_url: str = "",
    name: str = "",
    email: str = "",
) -> CorrectionRequest:
    """What a reader of the page with this key says is wrong; of which claim, on an article's page.

    Raises NotFound for what the public cannot read, Invalid, and WrongState where the desk has
    more of them than it can answer.
    """
    asked = read(words=words, source_url=source_url, name=name, email=email)
    with acting(None):
        page = Publication.objects.readable().filter(key=key).first()
        if page is None:
            raise NotFound
        page = locked(Publication.objects.all(), page.pk)
        if page.article_id is None:
            raise NotFound
        if is_full(page.requests.open(), MOST_OPEN, of=Publication, pk=page.pk):
            raise WrongState(_("Many readers wrote about this page. We are looking into it."))
        row = CorrectionRequest.objects.create(
            publication=page,
            article_id=page.article_id,
            claim=_claim_of(page, claim_id),
            **asked._asdict(),
        )
        about_readers.asked(row, page.desk_id)
        _notify(row, page)
    return row


def decide(
    *, actor: User, request_id: int, state: str, note: str = "", seen_version: int | None = None
) -> CorrectionRequest:
    """Accept or decline what a reader asked for; what follows from it is done on the claim.

    Raises NotFound, NotAllowed, Stale, Invalid, and WrongState when it was decided already.
    """
    if state not in (State.ACCEPTED, State.DECLINED):
        raise Invalid(_("Accept the request or decline it."), field="state")
    with acting(actor):
        row = locked(CorrectionRequest.objects.select_related("publication"), request_id)
        access.require(actor, ACTION, row.publication.desk_id)
        check_version(row, seen_version)
        if row.state != State.OPEN:
            raise WrongState(_("Somebody has decided about this already."))
        note = _text(note, "note", LONGEST_NOTE)
        save_next(row, state=state, note=note, decided_by=actor, decided_at=timezone.now())
        about_readers.decided(row)
        _notify(row, row.publication)
    return row


def _notify(row: CorrectionRequest, page: Publication) -> None:
    """Open pages count what needs their person anew."""
    notify("article", desk=page.desk_id, article=row.article_id, pk=row.article_id)


def _claim_of(page: Publication, claim_id: int | None) -> Claim | None:
    """The page's own; of an article's page one of those that it shows, if the reader named one."""
    if page.kind == Publication.Kind.CLAIM:
        return page.claim
    shown = page.verdicts.filter(assessment__claim=claim_id).select_related("assessment__claim")
    first = shown.first() if claim_id else None
    return first.assessment.claim if first else None


def _text(text: str, field: str, most: int) -> str:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > most:
        raise Invalid(too_long(most, len(text)), field=field)
    return text
