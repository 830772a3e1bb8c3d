"""What somebody did, in words for a list and for a toast; the words themselves: audited.py."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import Anchor, CheckQuestion, Claim, Label, Mention, Stage, TaggingRule

from . import audited
from .trail import Change

LONGEST = 60
ORDER = tuple(audited.REGISTRY)
NAMED_BY = {
    "anchor": (Anchor, ("exact",)),
    "checkquestion": (CheckQuestion, ("wording",)),
    "claim": (Claim, ("statement",)),
    "mention": (Mention, ("exact", "label")),
    "taggingrule": (TaggingRule, ("name", "label")),
}


def summary(found: Iterable[Change]) -> str:
    """One line, such as `“Ilka Varn” rejected`; of several rows of one table it tells the first."""
    found = [change for change in found if change.table in ORDER]
    if not found:
        return _("Changed")
    first = min(found, key=lambda one: (_weight(one), ORDER.index(one.table)))
    known = first.full or _read(first)
    followers = _followers(first, found)
    if followers:
        return _relabelled_with(followers, known)
    words = str(_words(first, known).done) % _filled_in(first, known)
    more = _other_claims(first, found)
    return _with_others(words, more) if more else words


def _other_claims(first: Change, found: Iterable[Change]) -> int:
    """How many claims beside that of the first had the same done to them."""
    if first.table == "claim" and first.is_edit:
        columns = first.after.keys()
        alike = (one for one in found if one.table == "claim" and one.is_edit)
        return sum(one.after.keys() == columns for one in alike) - 1
    if first.table == "labelling":
        rows = (one.after or one.before for one in found if one.table == "labelling")
        return len({row["claim_id"] for row in rows}) - 1
    return 0


def _with_others(words: str, more: int) -> str:
    sentence = ngettext(
        "%(what)s, and %(number)s more claim",
        "%(what)s, and %(number)s more claims",
        more,
    )
    return sentence % {"what": words, "number": more}


def _followers(first: Change, found: Iterable[Change]) -> int:
    """How many mentions of the same words have another label with the first."""
    relabelled = [one.table for one in found if one.is_edit and "label" in one.after]
    if first.table != "mention" or relabelled.count("mention") < 2 or "entity" in relabelled:
        return 0
    return relabelled.count("mention") - 1


def _relabelled_with(followers: int, row: dict) -> str:
    sentence = ngettext(
        "“%(name)s” and %(number)s more mention of these words are now tagged as %(label)s",
        "“%(name)s” and %(number)s more mentions of these words are now tagged as %(label)s",
        followers,
    )
    name, label = _short(row.get("exact", "")), _label(row)
    return sentence % {"name": name, "label": label, "number": followers}


def _weight(change: Change) -> int:
    """0 for a whole claim, 2 and more for what only follows from something else."""
    if change.table == "claim":
        is_whole = not change.is_edit or "merged_into_id" in change.before
        # Its speaker comes and goes with a suggestion.
        is_whole = is_whole or Stage.SUGGESTED in _stages(change)
        return 0 if is_whole else 1 if _is_edited(change) else 2
    if change.table == "assessment":
        return 3 if change.is_edit else 1
    # What the machine had is kept beside what a person made of it; lost words give way to a place.
    whole = {} if change.is_edit else change.after or change.before
    return 2 if whole.get("state") in (Mention.State.REJECTED, Anchor.State.ORPHANED) else 1


def _stages(claim: Change) -> tuple[object, object]:
    """Before and after."""
    return claim.before.get("stage"), claim.after.get("stage")


def _is_edited(claim: Change) -> bool:
    """Whether more than its stage changed."""
    return bool(claim.before.keys() & audited.REGISTRY["claim"].columns.keys() - {"stage"})


def _words(change: Change, row: dict) -> audited.Words:
    after = change.after
    if change.table == "taggingrule" and not (row | after).get("label"):
        happened = "gone" if not change.stands else "changed" if change.was else "made"
        return audited.NEVER_TAG[happened]
    if change.table == "claim" and change.is_edit:
        if _stages(change) == (Stage.SUGGESTED, Stage.OPEN):
            return audited.ACCEPTED
        if after.get("assignee_id", 0) is None:
            return audited.HANDED_BACK
        if "stage" in after and "assignee_id" in after:  # Who takes it starts on it.
            after = {"stage": after["stage"]}
    if change.table == "anchor" and after.get("decision") == Anchor.Decision.PLACED:
        return audited.PLACED
    return audited.words(change.table, was=change.was, stands=change.stands, after=after)


def _filled_in(change: Change, row: dict) -> dict[str, str]:
    row = row | change.after if change.is_edit else row
    name = _short(row.get("exact") or row.get("name") or row.get("statement") or "")
    return {
        "claim": _short(row.get("statement", "")),
        "asked": _short(row.get("wording", "")),
        "words": name,
        "name": name,
        "label": _label(row),
    }


def _read(change: Change) -> dict[str, Any]:
    """Enough of the row as it is now to name it."""
    model, names = NAMED_BY.get(change.table, (None, ()))
    row = model._default_manager.filter(pk=change.pk).values(*names).first() if model else None
    return (row or {}) | change.before | change.after


def _label(row: dict) -> str:
    label = row.get("label")
    return str(Label(label).label) if label else _("Name")


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
