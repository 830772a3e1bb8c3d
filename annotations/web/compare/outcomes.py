"""What became of an article's claims between two revisions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annotations.errors import Phrase
from annotations.models import Anchor, Article, Claim, Revision, Stage

from .rows import Comparison, Mark, Row

# How a claim's fate is told: the sign, the words, the sentence beside them.
FATES = {
    "kept": (
        "check",
        pgettext_lazy("fate of a claim", "Kept"),
        _("The same words in the same place."),
    ),
    "moved": (
        "arrow-up-down",
        pgettext_lazy("fate of a claim", "Moved"),
        _("The same words in another place."),
    ),
    "changed": (
        "circle",
        pgettext_lazy("fate of a claim", "Changed"),
        _("The words are different now."),
    ),
    "twice": (
        "circle",
        pgettext_lazy("fate of a claim", "Appears twice"),
        _("The sentence is in two places now."),
    ),
    "unsure": (
        "circle",
        pgettext_lazy("fate of a claim", "Unsure"),
        _("The sentence was changed and is elsewhere now."),
    ),
    "gone": (
        "triangle-alert",
        pgettext_lazy("fate of a claim", "Gone"),
        _("The words are no longer in the text."),
    ),
    "new": ("plus", pgettext_lazy("fate of a claim", "New"), _("Highlighted in the newer text.")),
    "withdrawn": ("x", pgettext_lazy("fate of a claim", "Withdrawn"), _("Not counted.")),
}
# What the text shows by itself: one line beside it, which opens.
QUIET = {"kept", "moved", "new", "withdrawn"}


@dataclass
class Fate:
    """What became of one claim between two revisions."""

    number: int
    claim: Claim
    outcome: str  # A key of FATES.
    old: Anchor | None
    new: Anchor | None
    waits: bool
    leads: bool  # Somebody came to see this one.


@dataclass
class Card:
    """Claims that begin in one row and have the same to say."""

    outcome: str
    fates: list[Fate]

    @property
    def phrases(self) -> tuple[str, Phrase, Phrase]:
        return FATES[self.outcome]

    @property
    def waits(self) -> bool:
        return self.fates[0].waits

    @property
    def is_quiet(self) -> bool:
        return self.outcome in QUIET and not self.waits

    @property
    def leads(self) -> bool:
        return any(fate.leads for fate in self.fates)


def fates(
    article: Article,
    old: Revision,
    new: Revision,
    comparison: Comparison | None,
    asked: str = "",
) -> list[Fate]:
    """One a claim, in the order of the newer text; in two queries. `asked` is a claim's key."""
    found: dict[tuple[int, int], list[Anchor]] = {}
    for anchor in Anchor.objects.filter(revision__in=[old.pk, new.pk]).order_by("start", "pk"):
        found.setdefault((anchor.claim_id, anchor.revision_id), []).append(anchor)
    claims = (
        Claim.objects.filter(article=article)
        .exclude(stage=Stage.SUGGESTED)
        .defer("search")
        .in_order()
    )
    listed: list[Fate] = []
    for claim in claims:
        before, after = _shown(found.get((claim.pk, old.pk), []), found.get((claim.pk, new.pk), []))
        if after is None and before is None:
            continue
        outcome = _outcome(before, after, comparison)
        waits = new.pk == article.current_revision_id and after is not None and after.is_undecided
        if claim.stage == Stage.DISMISSED:
            outcome, waits = "withdrawn", False
        listed.append(
            Fate(len(listed) + 1, claim, outcome, before, after, waits, str(claim.pk) == asked)
        )
    return listed


def marks(rows: Sequence[Fate], side: str) -> list[Mark]:
    """The claims' words on the `old` or the `new` side."""
    found = []
    for fate in rows:
        anchor = getattr(fate, side)
        if anchor is not None and anchor.start is not None:
            found.append(Mark(fate.number, anchor.start, anchor.end, fate.outcome, fate.leads))
    return found


def give_cards(rows: Sequence[Row], found: Sequence[Fate]) -> None:
    """Each claim's card stands beside the paragraph in which its words begin, what waits first.

    Of those that have no words on either side the withdrawn ones stand at the end.
    """
    by_number = {fate.number: fate for fate in found}
    for side in ("new", "old"):
        for row in rows:
            here = getattr(row, side)
            for mark in here.numbers if here else ():
                if fate := by_number.pop(mark.number, None):
                    _put(row, fate)
    for fate in by_number.values() if rows else ():
        _put(rows[-1 if fate.outcome == "withdrawn" else 0], fate)
    for row in rows:
        row.cards.sort(key=lambda card: (card.is_quiet, list(FATES).index(card.outcome)))


def _put(row: Row, fate: Fate) -> None:
    made = Card(fate.outcome, [fate])
    alike = [card for card in row.cards if card.is_quiet and card.outcome == fate.outcome]
    if made.is_quiet and alike:
        alike[0].fates.append(fate)
    else:
        row.cards.append(made)


def _shown(olds: list[Anchor], news: list[Anchor]) -> tuple[Anchor | None, Anchor | None]:
    """Of a claim with several places the one that waits, and where it came from; else the first."""
    after = min(news, key=lambda one: not one.is_undecided, default=None)
    words = (after.before or after.exact) if after else ""
    before = min(olds, key=lambda one: one.exact != words, default=None)
    return before, after


def _outcome(before: Anchor | None, after: Anchor | None, comparison: Comparison | None) -> str:
    there = after.place if after else None
    here = before.place if before else None
    if after is None or there is None:
        return "gone"
    if before is None or here is None:
        return "new"
    if before.exact != after.exact:
        return "changed"
    if after.reason and after.is_undecided:
        return "twice" if after.reason == Anchor.Reason.TWICE else "unsure"
    stays = comparison is None or comparison.stays(*here)
    return "kept" if stays in (True, there) else "moved"
