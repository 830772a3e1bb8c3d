"""What events of the audit trail come to together: each row as it was before and after."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import EntityPair, Event
from annotations.trail.leaf import HIDDEN

# What the database makes of the rest (docs/verdicts.md): nobody's to put back.
DERIVED = {"assessment": {"basis", "changers", "kept", "makers", "needs_another_look"}}
Row = dict[str, Any]
Key = tuple[str, int]


@dataclass
class Change:
    """One row before and after some events: whole rows, or of a changed one what differs.

    `before` is empty for a row that was made, `after` for one that is gone.
    """

    table: str
    pk: int
    was: bool
    stands: bool = True
    before: Row = field(default_factory=dict)
    after: Row = field(default_factory=dict)
    # The row as it is now, and all that is known of it when it is gone; filled by who reads it.
    now: Row | None = None
    full: Row = field(default_factory=dict)

    @property
    def is_made(self) -> bool:
        return self.stands and not self.was

    @property
    def is_gone(self) -> bool:
        return self.was and not self.stands

    @property
    def is_edit(self) -> bool:
        return self.was and self.stands

    @property
    def is_taken_down(self) -> bool:
        """Whether some of it was taken out of the trail for legal reasons."""
        return any(is_hidden(value) for row in (self.before, self.after) for value in row.values())

    def add(self, event: Event) -> None:
        """Take in the next event of this row."""
        if self.was:
            for column, value in (event.old or {}).items():
                self.before.setdefault(column, value)
        self.stands = event.action != Event.Action.DELETE
        if event.action == Event.Action.UPDATE:
            self.after |= event.new or {}
        else:
            self.after = dict(event.new or {})

    def lasting(self) -> "Change | None":
        """The change without what came back to where it was; None when nothing is left."""
        if not self.is_edit:
            return self if self.was or self.stands else None
        before, after = self.before, self.after
        left_out = DERIVED.get(self.table, set()) | {"version"}
        names = [name for name in before if before[name] != after.get(name)]
        names = [name for name in names if name not in left_out]
        self.before = {name: before[name] for name in names}
        self.after = {name: after.get(name) for name in names}
        return self if names else None


def is_hidden(value: object) -> bool:
    """Whether a value of the trail gave way to its hash."""
    return isinstance(value, dict) and value.keys() == {HIDDEN}


def readable(event: Event) -> Event:
    """The same event, with words where some were taken down."""
    for side in (event.old, event.new):
        for name, value in (side or {}).items():
            if side is not None and is_hidden(value):
                side[name] = _("(taken down)")
    return event


def changes(events: Iterable[Event]) -> dict[Key, Change]:
    """The net change of each row by events in the order in which they happened."""
    found: dict[Key, Change] = {}
    for event in events:
        if _is_passing(event):
            continue
        key = event.table, event.object_id
        if key not in found:
            found[key] = Change(*key, was=event.action != Event.Action.INSERT)
        found[key].add(event)
    return {key: change for key, change in found.items() if change.lasting()}


def _is_passing(event: Event) -> bool:
    """Whether it tells that a pair was suggested, or that a suggested one went with an entity."""
    row = event.new or event.old or {}
    return (
        event.table == "entitypair"
        and event.action != Event.Action.UPDATE
        and (row.get("state") == EntityPair.State.SUGGESTED)
    )
