"""Asking for something to be taken down for legal reasons (docs/redaction.md)."""

from collections import Counter

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Redaction, Revision, User
from annotations.models.base import longest
from annotations.text.redacting import SHORTEST

from ..transactions import acting, chosen, clean_line
from . import columns, forgetting, plans, removal, sweep, trail

Kind = Redaction.Kind
OF_NO_ROW = (Kind.NAME, Kind.READERS)


def request(*, actor: User, **given) -> Redaction:
    """Ask for something to be taken down; the row waits for whoever carries it out.

    `given` as for `draft`. Administrators only. Raises NotAllowed, NotFound, Invalid.
    """
    row = draft(actor=actor, **given)
    with acting(actor):
        row.save()
    return row


def draft(
    *,
    actor: User,
    kind: str,
    object_id: int | None = None,
    words: str = "",
    reason: str,
    basis: str,
) -> Redaction:
    """The same, not yet written: to see what would go.

    `words`: of a revision (kind `span`) those that are to go, of kind `name` one name a line.
    """
    access.require_administrator(actor)
    chosen(Kind, kind, "kind")
    why = " ".join(reason.split())
    row = Redaction(
        kind=kind,
        object_id=None if kind in OF_NO_ROW else object_id,
        reason=why,
        basis=clean_line(basis, "basis", longest=longest(Redaction, "basis"), required=True),
        requested_by=actor,
        text=words if kind == Kind.NAME else "",
    )
    if not row.reason:
        raise Invalid(_("Say why: it is shown where the thing was."), field="reason")
    if row.object_id is None and kind not in OF_NO_ROW:
        raise Invalid(_("Say which one, by its number."), field="object_id")
    if kind == Kind.SPAN:
        _place(row, words)
    if kind == Kind.PERSON:
        forgetting.require_forgettable(actor, row.object_id)
    else:
        row.desk_id = plans.plan(row).desk
    return row


def foreseen(redaction: Redaction) -> dict[str, int]:
    """How many rows of which table would go, or hold the words; nothing is written."""
    if redaction.kind == Kind.PERSON:
        return {"user": 1}
    plan = plans.plan(redaction)
    gone, _pointing = removal.closure(plan.gone)
    counts = Counter({columns.name_of(model): len(pks) for model, pks in gone.items()})
    counts["revision"] += len(plan.revisions)
    counts["event"] += trail.count_readers() if plan.readers else 0
    for search in plan.searches:
        counts += sweep.count(search)
    return {name: number for name, number in counts.items() if number}


def _place(row: Redaction, words: str) -> None:
    """Where the words stand first in the revision; raises Invalid where they do not."""
    revision = plans.found(Revision, row.object_id)
    start = revision.text.find(words)
    if len(words.strip()) < SHORTEST or start < 0:
        raise Invalid(_("These words are not in the text of this revision."), field="words")
    row.start, row.end = start, start + len(words)
