"""What somebody did, in words for a list and for a toast."""

from collections.abc import Iterable

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
    "assessment": ("Verdict proposed", "Verdict changed", "Proposal taken back"),
    "evidence": ("Evidence added", "Evidence changed", "Evidence removed"),
    "replyrequest": ("Reply asked for", "Reply changed", "Request for a reply removed"),
    "attributionstep": ("Attribution changed",) * 3,
    "alias": ("Name of an entity added", "Name of an entity moved", "Name of an entity removed"),
    "entity": ("Entity made", "Entity changed", "Entity removed"),
    "source": ("Source added", "Source changed", "Source removed"),
    "namesreview": ("Names reviewed", "Names reviewed", "Review of the names taken back"),
}
STAGES = {
    Stage.OPEN: "Claim opened",
    Stage.CHECKING: "Claim taken",
    Stage.REVIEW: "Claim sent to review",
    Stage.CHECKED: "Claim checked",
    Stage.DISMISSED: "Claim dismissed",
    Stage.SUGGESTED: "Claim suggested again",
}
FIELDS = {
    "statement": "Statement changed",
    "assignee_id": "Claim assigned",
    "due": "Due date changed",
    "date": "Date changed",
    "asks_said": "Questions changed",
    "asks_true": "Questions changed",
}


def told(found: Iterable[Change]) -> str:
    """One line, such as `“Ilka Varn” rejected`; of several rows of one table it tells the first."""
    found = [change for change in found if change.table in ORDER]
    if not found:
        return "Changed"
    first = min(found, key=lambda one: (_weight(one), ORDER.index(one.table)))
    known = first.full or _read(first)
    words = OF_TABLE.get(first.table)
    if words is None:
        return SIMPLE[first.table][_kind(first)]
    return words(first, known) + _followed(first, found)


def _followed(first: Change, found: Iterable[Change]) -> str:
    """How many mentions of the same words have another label with the first."""
    relabelled = [one.table for one in found if one.is_edit and "label" in one.after]
    if first.table != "mention" or relabelled.count("mention") < 2 or "entity" in relabelled:
        return ""
    return f", and {relabelled.count('mention') - 1} more with the same words"


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
    if change.is_edit:
        what = next((words for name, words in FIELDS.items() if name in change.after), "")
        if "stage" in change.after and (not what or "assignee_id" in change.after):
            what = STAGES[change.after["stage"]]
        if change.after.get("assignee_id", 0) is None:
            what = "Claim handed back"
        return f"{what or 'Claim changed'}: {_short(row.get('statement', ''))}"
    return f"Claim {'made' if change.is_made else 'deleted'}: {_short(row['statement'])}"


def _mention(change: Change, row: dict) -> str:
    name = _short(row.get("exact", ""))
    label = change.after.get("label") or row.get("label", "")
    kind = Label(label).label.lower() if label else "name"
    if change.is_made:
        return f"{name} marked as {kind}"
    if change.is_gone:
        return f"{name} no longer marked"
    if "label" in change.after:
        return f"{name} is now tagged as {kind}"
    if "start" in change.after or "end" in change.after:
        return f"Words changed to {name}"
    if "state" in change.after:
        return f"{name} {change.after['state']}"
    return f"{name} linked to another entity"


def _anchor(change: Change, row: dict) -> str:
    """A place that people chose for a claim whose words went (`placed`), or one of its places."""
    if change.is_gone:
        return f"Place of the claim removed: {_short(row.get('exact', ''))}"
    if change.after.get("decision") == Anchor.Decision.PLACED:
        return "Claim placed"
    if change.is_made:
        return f"Place added to the claim: {_short(row.get('exact', ''))}"
    if "start" in change.after or "end" in change.after:
        return f"Words of the claim changed to {_short(row.get('exact', ''))}"
    return "Words of the claim decided"


def _rule(change: Change, row: dict) -> str:
    name = _short(row.get("name", ""))
    label = row.get("label")
    what = f"always tag {name} as {Label(label).label.lower()}" if label else f"never tag {name}"
    if change.is_gone:
        return f"No longer: {what}"
    return f"{'Taught' if change.is_made else 'Rule changed'}: {what}"


def _short(text: object) -> str:
    words = " ".join(str(text).split())
    return f"“{words if len(words) <= LONGEST else words[: LONGEST - 1] + '…'}”"


OF_TABLE = {"anchor": _anchor, "claim": _claim, "mention": _mention, "taggingrule": _rule}
NAMED_BY = {
    "anchor": (Anchor, ("exact",)),
    "claim": (Claim, ("statement",)),
    "mention": (Mention, ("exact", "label")),
    "taggingrule": (TaggingRule, ("name", "kind", "label")),
}
