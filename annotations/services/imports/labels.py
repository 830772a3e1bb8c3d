"""What becomes of words with a label of another program: a name, a claim, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.ingest.annotated.records import LONGEST_LABEL
from annotations.models import Label
from annotations.text.folding import key as key_of

CLAIM, KEEP, LEAVE = "claim", "label", "leave"
TARGETS = (*Label.values, CLAIM, KEEP, LEAVE)
UNKNOWN = (KEEP, LEAVE)
MOST = 500
# What programs and data sets call what we call otherwise.
SAME = {
    "PERSON": "per pers person people human",
    "ORG": "org organization organisation organizations company corporation institution party",
    "PLACE": "loc location gpe place fac facility city country state geo",
    "NORP": "norp group nationality",
    "DATE": "date",
    "MISC": "misc miscellaneous",
    CLAIM: "claim claims statement factual checkworthy check-worthy check_worthy",
}
BY_NAME = {name: target for target, names in SAME.items() for name in names.split()}


@dataclass(frozen=True)
class Table:
    """The targets of labels by name; `unknown` is what becomes of all others."""

    labels: Mapping[str, str]
    unknown: str

    def target(self, name: str) -> str:
        """One of TARGETS."""
        key = key_of(name)
        return self.labels.get(key) or BY_NAME.get(key) or self.unknown

    def is_known(self, name: str) -> bool:
        key = key_of(name)
        return key in self.labels or key in BY_NAME


def clean(options: Mapping[str, Any], *, unknown: str) -> dict[str, Any]:
    """The options of an import as they are stored; raises Invalid beside the field.

    `unknown` is what holds where they do not say.
    """
    given = options.get("labels") or {}
    if not isinstance(given, Mapping) or len(given) > MOST:
        message = _("Give a table of at most %(most)s labels, each with what becomes of it.")
        raise Invalid(message % {"most": MOST}, field="labels")
    labels: dict[str, str] = {}
    for name, target in given.items():
        if target not in TARGETS:
            message = _("“%(label)s”: choose one of: %(values)s.")
            known = {"label": str(name)[:LONGEST_LABEL], "values": ", ".join(TARGETS)}
            raise Invalid(message % known, field="labels")
        labels[str(name)[:LONGEST_LABEL]] = target
    rest = options.get("unknown") or unknown
    if rest not in UNKNOWN:
        message = _("Choose one of: %(values)s.") % {"values": ", ".join(UNKNOWN)}
        raise Invalid(message, field="unknown")
    article = options.get("article") or None
    if article is not None and (isinstance(article, bool) or not isinstance(article, int)):
        raise Invalid(_("Give the number of an article."), field="article")
    return {"labels": labels, "unknown": rest, "article": article}


def table_of(options: Mapping[str, Any]) -> Table:
    """Of what `clean` made."""
    labels = {key_of(name): target for name, target in options.get("labels", {}).items()}
    return Table(labels, options.get("unknown", LEAVE))
