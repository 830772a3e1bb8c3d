"""Checks by others: added and removed by hand, and cited as evidence by one click."""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.ingest.addresses import web_link
from annotations.ingest.language import detect_all
from annotations.models import Claim, Desk, Evidence, ExternalCheck, User
from annotations.models.base import longest
from annotations.models.checks.external import terms_of
from annotations.models.notice import notify

from ..dates import past_words
from ..sources import sources
from ..transactions import acting, check_version, clean_line, locked, too_long
from . import evidence

ADD = "add external check"
LINES = (
    "claimant", "claimed_on", "publisher", "title", "rating", "reviewed_on", "language", "licence",
)  # fmt: skip
ADDRESSES = {"url": "address", "publisher_url": "publisher_address"}  # As callers call them.
LONGEST = 20_000  # Of the claim, and of what its checker says of it.


def key_of(url: str, claim: str) -> str:
    """By which a desk knows a check."""
    return hashlib.sha256(f"{url}\n{claim}".encode()).hexdigest()


def add(
    *, actor: User, desk: Desk, claim_id: int | None = None, about: Mapping[str, Any]
) -> ExternalCheck:
    """Keep what somebody else found: of this very claim, or for all that are about the same.

    `about` are fields of ExternalCheck; without `claim_text` it is the claim's statement, which is
    not said of all: only some may see the claim. Raises NotFound, NotAllowed, Invalid.
    """
    with acting(actor):
        claim = None
        if claim_id is not None:
            claim = locked(Claim.objects.defer("search"), claim_id)
            desk = claim.desk
        access.require(actor, ADD, desk.pk)
        row = ExternalCheck(desk=desk, claim=claim, created_by=actor, **_clean(claim, about))
        row.key = key_of(row.url, row.claim_text)
        same = ExternalCheck.objects.filter(desk=desk, claim=claim, key=row.key)
        if same.exists():
            raise Invalid(_("This check is there already."), field="address")
        row.language = row.language or detect_all([row.claim_text])[0]
        [row.terms] = terms_of([(row.claim_text, row.language)])
        row.save()
        _notify(row)
    return row


def remove(*, actor: User, check_id: int, seen_version: int | None) -> None:
    """Keep it no longer: what one added oneself, or anything for an editor.

    Evidence that cites it stays. Raises NotFound, NotAllowed, Stale.
    """
    with acting(actor):
        row = locked(ExternalCheck.objects.defer("terms"), check_id)
        access.require_external_check_removal(actor, row)
        check_version(row, seen_version)
        _notify(row)
        row.delete()


def add_as_evidence(*, actor: User, claim_id: int, check_id: int) -> Evidence:
    """Cite a check by others on a claim of its desk, as context: what it says for the claim is for
    people to judge. Raises NotFound, NotAllowed, Invalid."""
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require(actor, "add evidence", claim.desk_id)
        checks = ExternalCheck.objects.not_hidden_from(actor)
        check = checks.filter(pk=check_id, desk=claim.desk_id).first()
        if check is None:
            raise Invalid(_("There is no such check on this desk."), field="check")
        source, _is_new = sources.find_or_create(
            actor=actor,
            desk=claim.desk,
            title=check.title or check.claim_text[:500],
            publisher=check.publisher,
            url=check.url,
        )
        if Evidence.objects.filter(claim=claim, source=source).exists():
            raise Invalid(_("This claim cites that check already."), field="check")
        return evidence.add(
            actor=actor,
            claim_id=claim.pk,
            source_id=source.pk,
            stance=Evidence.Stance.CONTEXT,
            note=_note(check),
        )


def host_of(url: str) -> str:
    """Who checked, where only the address is known; "" for what is none."""
    return (urlsplit(web_link(url)).hostname or "")[: longest(ExternalCheck, "publisher")]


def _clean(claim: Claim | None, about: Mapping[str, Any]) -> dict[str, Any]:
    """Raises Invalid beside the field."""
    given = dict(about)
    for name in LINES:
        most = longest(ExternalCheck, name)
        given[name] = clean_line(given.get(name, ""), name, longest=most)
    for name in ("claimed_on", "reviewed_on"):
        past_words(given[name], name)
    for name in ("claim_text", "justification"):
        given[name] = _text(given.get(name, ""), name)
    given["claim_text"] = given["claim_text"] or (claim.statement if claim else "")
    if not given["claim_text"]:
        raise Invalid(_("This cannot be empty."), field="claim_text")
    for name in ("url", "publisher_url"):
        given[name] = _link(given.get(name, ""), name)
    if not given["url"]:
        raise Invalid(_("Give the web address of the check."), field="address")
    given["appearances"] = [_link(one, "appearances") for one in given.get("appearances", ())]
    given["publisher"] = given["publisher"] or host_of(given["url"])
    return given


def _text(text: str, field: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise Invalid(too_long(LONGEST, len(text)), field=field)
    return text


def _link(text: str, field: str) -> str:
    link = web_link(text)
    if text and not link:
        message = _("Give an address that begins with http:// or https://.")
        raise Invalid(message, field=ADDRESSES.get(field, field))
    return link


def _notify(row: ExternalCheck) -> None:
    """Open pages of the claim."""
    if row.claim:
        notify("claim", desk=row.desk_id, article=row.claim.article_id, pk=row.claim_id)


def _note(check: ExternalCheck) -> str:
    """Whose word it is stands in the evidence, too."""
    message = _("Checked by %(who)s: “%(claim)s” was rated “%(rating)s”.")
    return message % {"who": check.publisher, "claim": check.claim_text, "rating": check.rating}
