"""Why a claim stands in *My work*, as one sentence of its row."""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from annotations.models import Anchor

from ..shell.dates import short_day
from ..shell.drawn import Drawn
from ..shell.stored import retold
from .changed_words import Piece

LONGEST = 200
LONGEST_LOST = 80
# A word at an end of what stands beside: it may be the rest of one, and more stands there.
CUT_START, CUT_END = re.compile(r"^\S+(?=\s+\S)"), re.compile(r"(?<=\S)\s+\S+$")


def why(claim: Drawn, slug: str) -> SafeString | str:
    """Of a claim as my_work.groups_of describes it, in the group with this slug."""
    if slug == "changed":
        return _is_doubted(claim) if _says_the_same(claim.waits) else _became(claim)
    if slug == "gone":
        return _is_gone(claim)
    if slug in ("escalated", "late") and claim.asked:
        return _waits_too_long(claim)
    if slug == "review" and claim.asked:
        return _("Proposed verdict: %(rating)s") % {"rating": claim.asked.rating}
    if slug == "doubted":
        return claim.verdict_label
    if slug == "returned" and claim.asked:
        return _came_back(claim)
    if slug == "outcome" and claim.contact:
        return _was_corrected(claim)
    if slug == "deputy":
        return _is_for(claim)
    if slug == "repeated":
        return retold(claim.suggestion.reason)
    if slug == "nobody" and claim.assignee:
        return _cannot_be_checked(claim)
    return claim.get_stage_display()


def _says_the_same(anchor: Anchor) -> bool:
    return bool(anchor.reason) and anchor.before == anchor.exact


def _is_doubted(claim: Drawn) -> SafeString:
    return format_html(
        _("{reason} in revision {revision}: {words}"),
        reason=_waiting(claim.waits.get_reason_display()),
        revision=claim.revision,
        words=_quoted(_cut(claim.waits.exact, LONGEST)),
    )


def _became(claim: Drawn) -> SafeString:
    became = format_html(
        _("{before} became {now} in revision {revision}"),
        before=_quoted(_side(claim.waits.old_words, "del")),
        now=_quoted(_side(claim.waits.new_words, "ins")),
        revision=claim.revision,
    )
    if not claim.lost_numbers:
        return became
    still = _("The claim still says %(numbers)s.") % {"numbers": ", ".join(claim.lost_numbers)}
    return format_html("{} {}", became, _waiting(still))


def _is_gone(claim: Drawn) -> SafeString:
    anchor = claim.waits
    words = format_html(
        "{}<strong>{}</strong>{}",
        f"…{CUT_START.sub('', anchor.prefix)}" if anchor.prefix else "",
        _cut(anchor.exact, LONGEST_LOST),
        f"{CUT_END.sub('', anchor.suffix)}…" if anchor.suffix else "",
    )
    return format_html(
        _("Revision {revision} left out {words}"), revision=claim.revision, words=_quoted(words)
    )


def _came_back(claim: Drawn) -> SafeString:
    return format_html(
        _("{person} wrote: {note}"),
        person=_isolated(claim.asked.reviewer),
        note=_quoted(_cut(claim.asked.review_note, LONGEST)),
    )


def _was_corrected(claim: Drawn) -> SafeString:
    contact = claim.contact
    return format_html(
        _("Asked {who}: {outcome}"),
        who=_isolated(contact.asked),
        outcome=_waiting(contact.get_outcome_display()),
    )


def _waits_too_long(claim: Drawn) -> SafeString:
    proposed = _("Proposed verdict: %(rating)s") % {"rating": claim.asked.rating}
    late = claim.since + timedelta(days=claim.desk.review_days)
    waits = _("review overdue since %(day)s") % {"day": short_day(late)}
    return format_html("{} · {}", proposed, _late(waits))


def _late(text: str) -> SafeString:
    return format_html('<strong class="late">{}</strong>', text)


def _is_for(claim: Drawn) -> SafeString:
    return format_html(
        _("{stage}; for {person}"),
        stage=claim.get_stage_display(),
        person=_isolated(claim.assignee),
    )


def _cannot_be_checked(claim: Drawn) -> SafeString:
    return format_html(
        _("{stage}; assigned to {person}, who cannot check it"),
        stage=claim.get_stage_display(),
        person=_isolated(claim.assignee),
    )


def _waiting(text: str) -> SafeString:
    return format_html('<strong class="state waiting">{}</strong>', text)


def _quoted(words: str) -> SafeString:
    return format_html('<q dir="auto">{}</q>', words)


def _isolated(name: object) -> SafeString:
    return format_html("<bdi>{}</bdi>", name)


def _side(pieces: Iterable[Piece], tag: str) -> SafeString:
    """The words of one side; those that are not on the other one within `tag`."""
    marked = f"<{tag}>{{}}</{tag}>"
    parts = (piece.text if piece.same else format_html(marked, piece.text) for piece in pieces)
    return format_html_join("", "{}", ((part,) for part in parts))


def _cut(text: str, longest: int) -> str:
    return Truncator(text).chars(longest)
