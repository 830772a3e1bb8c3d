"""Feeds of a desk, RSS and Atom: what it published, and what it corrected."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from annotations.exchange.publications import addresses, fact_checks
from annotations.exchange.publications.fact_checks import FactCheck
from annotations.models import Desk

from .answers import language_of, public
from .index import of_desk, pages_of
from .pages import language_of as language_of_checks
from .rate_limits import paced

MOST = 50
# What XML cannot hold, and a rationale may.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
KINDS = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
SUBJECTS = ("claims", "corrections")
NAMES = tuple(f"{subject}.{kind}" for subject in SUBJECTS for kind in KINDS)


class Entry(NamedTuple):
    title: str
    link: str
    text: str
    key: str  # The same as long as it tells of the same.
    at: datetime
    changed_at: datetime


@public
@paced
def feed(request, desk: str, name: str) -> HttpResponse:
    """One of NAMES; the newest 50."""
    found = pages_of(desk).desk
    subject = name.partition(".")[0]
    rows = of_desk(found)
    if subject == "corrections":
        rows = rows.corrected().order_by("-corrected_at", "-pk")
    checks = fact_checks.of_pages(rows[:MOST].values_list("pk", flat=True))
    spoken = language_of(language_of_checks(checks))
    with translation.override(spoken):
        entries = list((_corrections if subject == "corrections" else _claims)(checks))
        made = _feed(found, name, spoken)
    once = {one.key: one for one in entries}.values()
    for one in sorted(once, key=lambda one: one.at, reverse=True)[:MOST]:
        made.add_item(
            title=UNFIT.sub("", one.title),
            link=one.link,
            description=UNFIT.sub("", one.text),
            unique_id=one.key,
            unique_id_is_permalink=one.key == one.link,
            pubdate=one.at,
            updateddate=one.changed_at,
        )
    body = made.writeString("utf-8")
    return HttpResponse(body, made.content_type, headers={"Content-Language": spoken})


def _feed(desk: Desk, name: str, language: str) -> Any:
    subject, kind = name.split(".")
    heading = _("Fact-checks by %(desk)s") if subject == "claims" else _("Corrections by %(desk)s")
    title = heading % {"desk": desk.name}
    return KINDS[kind](
        title=title,
        link=addresses.of_desk(desk.slug),
        description=title,
        language=language,
        author_name=desk.name,
        feed_url=addresses.of("fact-check-feed", desk.slug, name),
    )


def _claims(checks: list[FactCheck]) -> Iterator[Entry]:
    for one in checks:
        verdict, address = one.verdict, addresses.of_check(one)
        if verdict is None or not one.is_at_home:
            continue
        at, changed = (fact_checks.moment(one.row[name]) for name in ("published_at", "shown_at"))
        assert at is not None
        yield Entry(
            f"{verdict.label}: {one.statement}",
            address,
            verdict.rationale,
            address,
            at,
            changed or at,
        )


def _corrections(checks: list[FactCheck]) -> Iterator[Entry]:
    for one in checks:
        address = addresses.of_check(one)
        for each in one.corrections:
            message = _("The verdict was changed from %(before)s to %(after)s.")
            yield Entry(
                _("Corrected: %(claim)s") % {"claim": one.statement},
                address,
                message % {"before": each.before, "after": each.after},
                f"{address}?{each.verdict}",
                each.at,
                each.at,
            )
