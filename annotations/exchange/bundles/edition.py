"""The fact-check as a plain text, for whoever passes it on without its page."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import formats, translation
from django.utils.translation import gettext as _

from ..publications import addresses
from ..publications.fact_checks import Cited, FactCheck, moment

ENGLISH = "en-gb"


def plain(check: FactCheck) -> str:
    """In the language of what was checked, as its page is."""
    with translation.override(_language(check.row["article"]["language"])):
        return "\n".join(_lines(check)) + "\n"


def _language(language: str) -> str:
    try:
        return translation.get_supported_language_variant(language or ENGLISH)
    except LookupError:
        return ENGLISH


def _lines(check: FactCheck) -> Iterator[str]:
    [verdict] = check.verdicts
    yield f"“{check.statement}”"
    if check.claimant:
        yield _("Claimed by %(who)s") % {"who": check.claimant}
    yield ""
    yield _("Verdict: %(verdict)s") % {"verdict": verdict.label}
    yield ""
    yield verdict.rationale
    if verdict.evidence:
        yield from ("", _("Evidence"))
        for one in verdict.evidence:
            yield from _cited(one)
    for contact in check.contacts:
        if contact.published:
            words = {"who": contact.asked, "answer": contact.published}
            yield from ("", _("We asked %(who)s. The answer: %(answer)s") % words)
    for change in check.corrections:
        if change.question == verdict.question:
            words = {"before": change.before, "after": change.after, "when": _day(change.at)}
            yield ""
            yield _("Corrected on %(when)s, from %(before)s to %(after)s.") % words
    yield ""
    shown = moment(check.row["shown_at"])
    words = {"desk": check.row["desk_name"], "when": _day(shown) if shown else ""}
    yield _("%(desk)s, %(when)s") % words
    yield addresses.of_check(check)


def _cited(one: Cited) -> Iterator[str]:
    words = {"source": one.title, "address": one.url}
    if one.stance == "supports":
        said = _("Supports: %(source)s %(address)s") % words
    elif one.stance == "refutes":
        said = _("Refutes: %(source)s %(address)s") % words
    else:
        said = _("Context: %(source)s %(address)s") % words
    yield f"- {said}".rstrip()
    if one.excerpt:
        yield f"  “{one.excerpt}”"


def _day(at: datetime | date) -> str:
    return formats.date_format(at, "j F Y")
