"""Where the public finds what: whole addresses, under the one that people reach the site by."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from annotations.exchange.publications.fact_checks import FactCheck


def of(request, name: str, *args: object) -> str:
    """The address of a public route."""
    path = reverse(name, args=args)
    return (
        settings.NEWSROOM_URL + path if settings.NEWSROOM_URL else request.build_absolute_uri(path)
    )


def of_page(request, key: str) -> str:
    return of(request, "fact-check", key)


def of_check(request, check: FactCheck) -> str:
    """Its own page; without one, its place on that of its article."""
    row: Any = check.row
    if row["own_key"]:
        return of_page(request, row["own_key"])
    return f"{of_page(request, row['key'])}#claim-{row['claim']}"


def of_desk(request, slug: str) -> str:
    return of(request, "fact-checks", slug)
