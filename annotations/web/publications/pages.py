"""Public pages: one fact-check, its card for other sites, its ClaimReview."""

import json
from typing import Any, cast

from django.http import HttpResponse, JsonResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from annotations.exchange.publications import addresses, claimreview, dump, fact_checks
from annotations.exchange.publications.fact_checks import FactCheck
from annotations.models import Publication
from annotations.services.publications import embeds

from .answers import Gone, drawn, framed, public

# In a script element nothing can begin or end a tag, nor a comment.
UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


@public
def page(request, key: str) -> HttpResponse:
    """A claim's or an article's fact-check."""
    row, checks = shown(key)
    return drawn("page", language_of(checks), _context(row, checks))


@framed
def card(request, key: str) -> HttpResponse:
    """A small one, to stand in a frame on another site."""
    referrer = request.headers.get("Referer", "")
    embeds.seen(key=key, referrer=referrer, own_host=request.get_host())
    row, checks = shown(key)
    return drawn("card", language_of(checks), _context(row, checks))


@public
def review(request, key: str) -> HttpResponse:
    """Its ClaimReview alone."""
    _row, checks = shown(key)
    found = reviews(checks)
    if not found:
        raise Gone
    return JsonResponse(_together(found), content_type="application/ld+json")


def shown(key: str) -> tuple[Publication, list[FactCheck]]:
    """The page with its claims; raises Gone for what the public may not read."""
    rows = Publication.objects.select_related("desk__public_pages")
    row = rows.filter(key=key, desk__public_pages__is_on=True).first()
    if row is None:
        raise Gone
    if row.is_gone:
        raise Gone(was_here=True)
    checks = fact_checks.of_pages([row.pk])
    if not checks:
        raise Gone
    return row, checks


def language_of(checks: list[FactCheck]) -> str:
    return str(checks[0].row["article"]["language"]) if checks else ""


def reviews(checks: list[FactCheck]) -> list[dict[str, Any]]:
    """The ClaimReview of each that has a verdict."""
    return [one for one in map(dump.review_of, checks) if one]


def _together(found: list[dict[str, Any]]) -> dict[str, Any]:
    return {"@context": claimreview.CONTEXT} | (found[0] if len(found) == 1 else {"@graph": found})


def data_block(body: object) -> SafeString:
    """JSON-LD in a script element, which runs nothing: what is written in it cannot end it."""
    text = json.dumps(body, ensure_ascii=False).translate(UNSAFE)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308


def _context(row: Publication, checks: list[FactCheck]) -> dict[str, object]:
    found = reviews([one for one in checks if one.is_at_home])
    first, desk = checks[0], cast(Any, row.desk)
    return {
        "publication": row,
        "desk": desk,
        "pages": desk.public_pages,
        "checks": checks,
        "first": first,
        "article": first.row["article"],
        "title": first.statement if row.kind == "claim" else first.row["article"]["headline"],
        "address": addresses.of_page(row.key),
        "published_at": fact_checks.moment(first.row["published_at"]),
        "article_at": fact_checks.moment(first.row["article"]["published_at"]),
        "data_block": data_block(_together(found)) if found else "",
    }
