"""Where the public finds what: whole addresses, under the one that people reach the site by."""

from django.urls import reverse

from ..site import site
from .fact_checks import FactCheck


def of(name: str, *args: object) -> str:
    """The address of a public route."""
    return site().rstrip("/") + reverse(name, args=args)


def of_page(key: str) -> str:
    return of("fact-check", key)


def of_check(check: FactCheck) -> str:
    """Its own page; without one, its place on that of its article."""
    row = check.row
    if row["own_key"]:
        return of_page(row["own_key"])
    return f"{of_page(row['key'])}#claim-{row['claim']}"


def of_bundle(key: str, claim: int, question: str) -> str:
    """Of a verdict on a page its signed bundle, whichever verdict that is in time to come."""
    return of("fact-check-bundle", key, claim, question)


def of_desk(slug: str) -> str:
    return of("fact-checks", slug)
