"""Whom the desk wrote to about a claim: for a reply before the verdict, for a correction after it.

A request for a correction watches itself: each new revision of the article proposes what became of
the words, and a person confirms it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.models import Anchor, Claim, ReplyRequest, Revision, User
from annotations.text.outcomes import words_after

from ..claim_state import touched
from ..dates import past
from ..transactions import acting, check_version, chosen, clean_line, locked, too_long

LONGEST = 20_000
Kind, Outcome = ReplyRequest.Kind, ReplyRequest.Outcome


def ask(
    *,
    actor: User,
    claim_id: int,
    asked: str,
    channel: str = "",
    asked_at: datetime | None = None,
    deadline: datetime | None = None,
    kind: str = Kind.REPLY,
) -> ReplyRequest:
    """Record that somebody was asked for a reply, or to correct what they published or said.

    Without `asked_at` it was just now. Raises NotFound, NotAllowed, Invalid.
    """
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require_claim_change(actor, "edit", claim)
        asked_at = past(asked_at, "asked_at") or timezone.now()
        if deadline is not None and deadline < asked_at:
            raise Invalid(_("The deadline is before the request."), field="deadline")
        request = ReplyRequest.objects.create(
            claim=claim,
            words=words_at(claim.pk, asked_at),
            kind=chosen(Kind, kind, "kind"),
            asked=clean_line(asked, "asked", longest=300, required=True),
            channel=clean_line(channel, "channel", longest=200),
            asked_at=asked_at,
            deadline=deadline,
            asked_by=actor,
            assignee=actor,
        )
        touched(claim)
    return request


def answer(
    *,
    actor: User,
    request_id: int,
    seen_version: int | None,
    reply: str,
    published: str = "",
    replied_at: datetime | None = None,
) -> ReplyRequest:
    """Record what came back, and what of it is published (both may be edited later).

    Raises NotFound, NotAllowed, Stale, Invalid.
    """
    with acting(actor):
        claim, request = _locked(actor, request_id, seen_version)
        if not reply.strip():
            raise Invalid(_("This cannot be empty."), field="reply")
        _save(
            claim,
            request,
            reply=_clean(reply, "reply"),
            published=_clean(published, "published"),
            replied_at=past(replied_at, "replied_at", before=request.replied_at)
            or request.replied_at
            or timezone.now(),
        )
    return request


def confirm(
    *, actor: User, request_id: int, seen_version: int | None, outcome: str
) -> ReplyRequest:
    """Say what became of the words after a request for a correction: it is settled then.

    Raises NotFound, NotAllowed, Stale, Invalid, and WrongState for a request of the other kind.
    """
    with acting(actor):
        claim, request = _locked(actor, request_id, seen_version)
        if request.kind != Kind.CORRECTION:
            raise WrongState(_("This is not a request for a correction."))
        now = timezone.now()
        _save(
            claim,
            request,
            outcome=chosen(Outcome, outcome, "outcome"),
            outcome_at=request.outcome_at or now,
            confirmed_by=actor,
            confirmed_at=now,
        )
    return request


def reopen(*, actor: User, request_id: int, seen_version: int | None) -> ReplyRequest:
    """Take back that a reply came, or that an outcome was confirmed: it is expected again.

    The text that stands proposes its outcome anew. Raises NotFound, NotAllowed, Stale, and
    WrongState for what is open still.
    """
    with acting(actor):
        claim, request = _locked(actor, request_id, seen_version)
        if request.is_open:
            raise WrongState(_("This request is still open."))
        if request.kind == Kind.REPLY:
            _save(claim, request, replied_at=None, reply="", published="")
            return request
        emptied = {"outcome": "", "outcome_revision": None, "outcome_at": None}
        _save(claim, request, confirmed_by=None, confirmed_at=None, **emptied)
        revision = claim.article.current_revision
        if revision.created_at > request.asked_at:
            _propose(request, revision)
    return request


def remove(*, actor: User, request_id: int, seen_version: int | None) -> None:
    """Take away a request that was recorded by mistake. Raises NotFound, NotAllowed, Stale."""
    with acting(actor):
        claim, request = _locked(actor, request_id, seen_version)
        request.delete()
        touched(claim)


def propose_outcomes(revision: Revision) -> None:
    """What a new revision of an article did to the words that somebody was asked to correct.

    Called in the transaction that stores it, after its anchors are there. A person confirms.
    """
    waiting = ReplyRequest.objects.watching().filter(claim__article=revision.article_id)
    for request in waiting.select_related("claim"):
        _propose(request, revision)


def _propose(request: ReplyRequest, revision: Revision) -> None:
    places = Anchor.objects.filter(claim=request.claim_id, revision=revision)
    outcome = words_after(_words_asked_about(request), revision.text, _words_now(places))
    if outcome != request.outcome:
        request.outcome, request.outcome_revision = outcome, revision
        request.outcome_at = revision.created_at
        request.version += 1
        changed = ["outcome", "outcome_revision", "outcome_at", "version", "updated_at"]
        request.save(update_fields=changed)


def keep_words(claims: Iterable[Claim]) -> None:
    """Let requests for a correction say what they asked about, before its places go elsewhere.

    Of rows that were made before this was written down, or by no verb.
    """
    rows = ReplyRequest.objects.watching().filter(claim__in=claims, words=None)
    for request in rows:
        words = words_at(request.claim_id, request.asked_at)
        ReplyRequest.objects.filter(pk=request.pk).update(words=words)


def _words_asked_about(request: ReplyRequest) -> list[str]:
    kept = request.words
    return kept if kept is not None else words_at(request.claim_id, request.asked_at)


def words_at(claim_id: int, moment: datetime) -> list[str]:
    """The claim's words in the revision that stood at that moment."""
    of_claim = Anchor.objects.filter(claim=claim_id)
    before = of_claim.filter(revision__created_at__lte=moment)
    newest = before.order_by("-revision__number").values("revision")[:1]
    first = of_claim.order_by("revision__number").values("revision")[:1]
    chosen_revision = newest if newest else first
    return list(of_claim.filter(revision__in=chosen_revision).values_list("exact", flat=True))


def _words_now(places: QuerySet[Anchor]) -> list[str]:
    """Where the claim stands now; nothing where its words are gone."""
    return [one.exact for one in places if one.state != Anchor.State.ORPHANED]


def _locked(actor: User, request_id: int, seen_version: int | None) -> tuple[Claim, ReplyRequest]:
    found = access.load(ReplyRequest.objects.all(), actor, request_id)
    claim = locked(Claim.objects.defer("search"), found.claim_id)
    request = locked(ReplyRequest.objects.all(), request_id)
    access.require_claim_change(actor, "edit", claim)
    check_version(request, seen_version)
    return claim, request


def _save(claim: Claim, request: ReplyRequest, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(request, name, value)
    request.version += 1
    request.save(update_fields=[*changes, "version", "updated_at"])
    touched(claim)


def _clean(text: str, field: str) -> str:
    text = text.strip().replace("\r\n", "\n")
    if len(text) > LONGEST:
        raise Invalid(too_long(LONGEST, len(text)), field=field)
    return text
