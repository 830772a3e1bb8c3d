"""What somebody did, in words for a list and for a toast."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annotations.models import Anchor, Claim, Label, Mention, Stage, TaggingRule

from .trail import Change

LONGEST = 60
# The first of these tables in which a request did something of its own says what it was about.
ORDER = (
    "taggingrule", "assessment", "evidence", "replyrequest", "claim",
    "attributionstep", "anchor", "mention", "alias", "entity", "source", "namesreview",
)  # fmt: skip
MADE, CHANGED, GONE = range(3)
SIMPLE = {
    "assessment": (
        gettext_lazy("Verdict proposed"),
        gettext_lazy("Verdict changed"),
        gettext_lazy("Proposal withdrawn"),
    ),
    "evidence": (
        gettext_lazy("Evidence added"),
        gettext_lazy("Evidence changed"),
        gettext_lazy("Evidence removed"),
    ),
    "replyrequest": (
        gettext_lazy("Reply requested"),
        gettext_lazy("Reply changed"),
        gettext_lazy("Request for a reply removed"),
    ),
    "attributionstep": (gettext_lazy("Attribution changed"),) * 3,
    "alias": (
        gettext_lazy("Name added to an entity"),
        gettext_lazy("Name moved to another entity"),
        gettext_lazy("Name removed from an entity"),
    ),
    "entity": (
        gettext_lazy("Entity added"),
        gettext_lazy("Entity changed"),
        gettext_lazy("Entity removed"),
    ),
    "source": (
        gettext_lazy("Source added"),
        gettext_lazy("Source changed"),
        gettext_lazy("Source removed"),
    ),
    "namesreview": (
        gettext_lazy("Names marked as reviewed"),
        gettext_lazy("Names marked as reviewed"),
        gettext_lazy("Names no longer marked as reviewed"),
    ),
}
STAGES = {
    Stage.OPEN: gettext_lazy("Claim opened: %(claim)s"),
    Stage.CHECKING: gettext_lazy("Claim taken: %(claim)s"),
    Stage.REVIEW: gettext_lazy("Claim sent to review: %(claim)s"),
    Stage.CHECKED: gettext_lazy("Claim checked: %(claim)s"),
    Stage.DISMISSED: gettext_lazy("Claim dismissed: %(claim)s"),
    Stage.SUGGESTED: gettext_lazy("Claim suggested again: %(claim)s"),
}
FIELDS = {
    "statement": gettext_lazy("Statement changed: %(claim)s"),
    "assignee_id": gettext_lazy("Claim assigned: %(claim)s"),
    "due": gettext_lazy("Deadline changed: %(claim)s"),
    "date": gettext_lazy("Date changed: %(claim)s"),
    "asks_said": gettext_lazy("Questions changed: %(claim)s"),
    "asks_true": gettext_lazy("Questions changed: %(claim)s"),
}


def told(found: Iterable[Change]) -> str:
    """One line, such as `“Ilka Varn” rejected`; of several rows of one table it tells the first."""
    found = [change for change in found if change.table in ORDER]
    if not found:
        return _("Changed")
    first = min(found, key=lambda one: (_weight(one), ORDER.index(one.table)))
    known = first.full or _read(first)
    followers = _followers(first, found)
    if followers:
        return _relabelled_with(followers, known)
    words = OF_TABLE.get(first.table)
    return words(first, known) if words else str(SIMPLE[first.table][_kind(first)])


def _followers(first: Change, found: Iterable[Change]) -> int:
    """How many mentions of the same words have another label with the first."""
    relabelled = [one.table for one in found if one.is_edit and "label" in one.after]
    if first.table != "mention" or relabelled.count("mention") < 2 or "entity" in relabelled:
        return 0
    return relabelled.count("mention") - 1


def _relabelled_with(followers: int, row: dict) -> str:
    sentence = ngettext(
        "%(name)s and %(number)s more mention of these words are now tagged as %(label)s",
        "%(name)s and %(number)s more mentions of these words are now tagged as %(label)s",
        followers,
    )
    name, label = _short(row.get("exact", "")), _label(row)
    return sentence % {"name": name, "label": label, "number": followers}


def _weight(change: Change) -> int:
    """0 for a whole claim, 2 and more for what only follows from something else."""
    if change.table == "claim":
        return 0 if not change.is_edit else 1 if set(change.before) & FIELDS.keys() else 2
    if change.table == "assessment":
        return 3 if change.is_edit else 1
    # What the machine had is kept beside what a person made of it; lost words give way to a place.
    whole = {} if change.is_edit else change.after or change.before
    return 2 if whole.get("state") in (Mention.State.REJECTED, Anchor.State.ORPHANED) else 1


def _read(change: Change) -> dict[str, object]:
    """Enough of the row as it is now to name it."""
    model, names = NAMED_BY.get(change.table, (None, ()))
    row = model.objects.filter(pk=change.pk).values(*names).first() if model else None
    return (row or {}) | change.before | change.after


def _kind(change: Change) -> int:
    return MADE if change.is_made else GONE if change.is_gone else CHANGED


def _claim(change: Change, row: dict) -> str:
    if change.is_made:
        words = _("Claim added: %(claim)s")
    elif change.is_gone:
        words = _("Claim deleted: %(claim)s")
    elif change.after.get("assignee_id", 0) is None:
        words = _("Claim handed back: %(claim)s")
    else:
        what = next((words for name, words in FIELDS.items() if name in change.after), None)
        if "stage" in change.after and (not what or "assignee_id" in change.after):
            what = STAGES[change.after["stage"]]
        words = what or _("Claim changed: %(claim)s")
    return words % {"claim": _short(row.get("statement", ""))}


def _mention(change: Change, row: dict) -> str:
    if change.is_made:
        words = _("%(name)s marked as %(label)s")
    elif change.is_gone:
        words = _("%(name)s no longer marked")
    elif "label" in change.after:
        words = _("%(name)s is now tagged as %(label)s")
    elif "start" in change.after or "end" in change.after:
        words = _("Highlight changed to %(name)s")
    elif "state" in change.after:
        words = MENTION_STATES[change.after["state"]]
    else:
        words = _("%(name)s linked to another entity")
    label = _label(row | {"label": change.after.get("label") or row.get("label", "")})
    return words % {"name": _short(row.get("exact", "")), "label": label}


def _label(row: dict) -> str:
    label = row.get("label")
    return str(Label(label).label) if label else _("Name")


def _anchor(change: Change, row: dict) -> str:
    """A place that people chose for a claim whose words went (`placed`), or one of its places."""
    if change.is_gone:
        words = _("Highlight removed from the claim: %(words)s")
    elif change.after.get("decision") == Anchor.Decision.PLACED:
        words = _("Claim highlighted again")
    elif change.is_made:
        words = _("Highlight added to the claim: %(words)s")
    elif "start" in change.after or "end" in change.after:
        words = _("Highlight of the claim changed to %(words)s")
    else:
        words = _("Corrected words of the claim decided")
    return words % {"words": _short(row.get("exact", ""))}


def _rule(change: Change, row: dict) -> str:
    always, never = RULES[_kind(change)]
    words = always if row.get("label") else never
    return words % {"name": _short(row.get("name", "")), "label": _label(row)}


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return f"“{words if len(words) <= LONGEST else words[: LONGEST - 1] + '…'}”"


MENTION_STATES = {
    Mention.State.SUGGESTED: gettext_lazy("%(name)s is a suggestion again"),
    Mention.State.ACCEPTED: gettext_lazy("%(name)s accepted"),
    Mention.State.REJECTED: gettext_lazy("%(name)s rejected"),
}
# By what happened: of a rule that always tags a name, and of one that never does.
RULES = (
    (
        gettext_lazy("Rule added: always tag %(name)s as %(label)s"),
        gettext_lazy("Rule added: never tag %(name)s"),
    ),
    (
        gettext_lazy("Rule changed: always tag %(name)s as %(label)s"),
        gettext_lazy("Rule changed: never tag %(name)s"),
    ),
    (
        gettext_lazy("Rule removed: always tag %(name)s as %(label)s"),
        gettext_lazy("Rule removed: never tag %(name)s"),
    ),
)
OF_TABLE = {"anchor": _anchor, "claim": _claim, "mention": _mention, "taggingrule": _rule}
NAMED_BY = {
    "anchor": (Anchor, ("exact",)),
    "claim": (Claim, ("statement",)),
    "mention": (Mention, ("exact", "label")),
    "taggingrule": (TaggingRule, ("name", "kind", "label")),
}
