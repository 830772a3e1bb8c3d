"""How the list of claims is shown: its order and its columns, by its address or as remembered."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annotations.models import User
from annotations.models.claims import finding, orders

WORDS = {
    "claimant": _("Claimant"),
    "age": pgettext_lazy("how long ago a claim was made", "Age"),
    "date": _("Article date"),
    "due": pgettext_lazy("column", "Due"),
    "priority": _("Priority"),
    "assignee": _("Assignee"),
    "labels": _("Labels"),
    "verdict": _("Verdict"),
    "stage": _("Stage"),
}
USUAL = ("stage", "verdict", "priority", "due", "labels", "assignee")
SORT_WORDS = {
    "text": _("Article, then text"),
    "-age": _("Newest first"),
    "age": _("Oldest first"),
    "due": _("Due soonest"),
    "-due": _("Due last"),
    "-priority": _("Most urgent"),
    "priority": _("Least urgent"),
    "claimant": _("Claimant, A to Z"),
    "-claimant": _("Claimant, Z to A"),
    "-date": _("Newest article"),
    "date": _("Oldest article"),
}


@dataclass(frozen=True)
class Column:
    """`sort`: what its head sorts by when it is pressed; "" where it cannot. `way`: aria-sort."""

    name: str
    label: object
    sort: str
    way: str


@dataclass(frozen=True)
class View:
    sort: str
    columns: tuple[str, ...]

    @property
    def order(self) -> tuple[str, bool]:
        """The name in orders.ORDERS, and whether it descends."""
        return self.sort.removeprefix("-"), self.sort.startswith("-")

    def heads(self) -> list[Column]:
        return [self._head(name) for name in self.columns]

    def _head(self, name: str) -> Column:
        if name not in orders.ORDERS:
            return Column(name, WORDS[name], "", "")
        sorted_by, is_down = self.order
        if sorted_by != name:
            first = f"-{name}" if name in orders.DOWN_FIRST else name
            return Column(name, WORDS[name], first, "none")
        way = "descending" if is_down else "ascending"
        return Column(name, WORDS[name], name if is_down else f"-{name}", way)


def view_of(user: User, asked: QueryDict) -> View:
    """What the address says, else what the person chose last, else the usual."""
    kept = finding.shown(finding.read(QueryDict(user.claims_table)))
    found = kept | finding.shown(finding.read(asked))
    columns = found["columns"].split(",") if "columns" in found else USUAL
    shown = tuple(name for name in finding.COLUMNS if name in columns)
    return View(found.get("sort", orders.TEXT), shown)
