"""Two revisions of an article compared, with what became of its claims."""

from dataclasses import dataclass

from django.shortcuts import render

from annotations import access
from annotations.errors import NotFound
from annotations.models import Anchor, Article, Assessment, Claim, Revision, Stage
from annotations.text.correction_note import correction_note

from .drawing import load_article
from .side_by_side import Comparison, Mark, Row, Text, inline, single

# How a claim's fate is told: the sign, the words, the sentence below.
FATES = {
    "kept": ("check", "Kept", "same words, same place"),
    "moved": ("arrow-up-down", "Moved", "same words, another place"),
    "changed": ("circle", "Changed", "the words are others now"),
    "gone": ("triangle-alert", "Gone", "the words are not in the text any more"),
    "new": ("plus", "New", "made on the newer text"),
}


@dataclass
class Fate:
    """What became of one claim between two revisions."""

    number: int
    claim: Claim
    outcome: str  # A key of FATES.
    old: Anchor | None
    new: Anchor | None
    waits: bool

    @property
    def told(self) -> tuple[str, str, str]:
        return FATES[self.outcome]


@dataclass
class Card:
    """Claims that begin in one row and have the same to say."""

    outcome: str
    fates: list[Fate]

    @property
    def told(self) -> tuple[str, str, str]:
        return FATES[self.outcome]


def compare(request, pk: int):
    """`?old=&new=` are numbers of revisions (the last correction unless asked), `view=inline`."""
    article = load_article(request, pk)
    revisions = list(
        Revision.objects.filter(article=article).without_text().select_related("created_by")
    )
    revisions.sort(key=lambda one: -one.number)
    new = _asked(request, "new", revisions, revisions[0].number)
    old = _asked(request, "old", revisions, max(new - 1, 1))
    old, new = min(old, new), max(old, new)
    texts = {
        one.number: one for one in Revision.objects.filter(article=article, number__in=(old, new))
    }
    shown = {
        "article": article,
        "revisions": revisions,
        "old": next(one for one in revisions if one.number == old),
        "new": next(one for one in revisions if one.number == new),
        "view": "inline" if request.GET.get("view") == "inline" else "sides",
        "may": {
            "decide": access.may(request.user, "edit own claim", article.desk_id),
            "revise": access.may(request.user, "revise article", article.desk_id),
        },
        "claim": request.GET.get("claim", ""),
        "language": article.language,
        "is_current": texts[new].pk == article.current_revision_id,
    }
    return render(
        request,
        "articles/compare.html",
        shown | _compared(request, article, texts[old], texts[new], shown),
    )


def _compared(request, article: Article, old: Revision, new: Revision, shown: dict) -> dict:
    before, after = Text(old.text, old.blocks), Text(new.text, new.blocks)
    if old.pk == new.pk:
        fates = _fates(article, old, new, None)
        rows = single(after, _marks(fates, "new"))
        _give_cards(rows, fates)
        return {"rows": rows, "fates": fates, "view": "single", "text": new.text}
    comparison = Comparison(before, after)
    fates = _fates(article, old, new, comparison)
    rows = comparison.rows(_marks(fates, "old"), _marks(fates, "new"))
    _give_cards(rows, fates)
    counts = {name: sum(one.outcome == name for one in fates) for name in FATES}
    return {
        "rows": inline(rows) if shown["view"] == "inline" else rows,
        "fates": fates,
        "counts": [(name, *FATES[name][:2], counts[name]) for name in FATES if counts[name]],
        "waiting": sum(one.waits for one in fates),
        "reader_note": correction_note(
            old.text,
            new.text,
            kind=new.kind,
            date=new.created_at,
            checked=_checked(article, fates),
        ),
        "text": new.text,
    }


def _asked(request, name: str, revisions: list[Revision], usual: int) -> int:
    """The number in the address; raises NotFound for one that no revision has."""
    value = request.GET.get(name, "")
    if not value:
        return usual
    known = {str(one.number): one.number for one in revisions}
    if value not in known:
        raise NotFound
    return known[value]


def _fates(
    article: Article, old: Revision, new: Revision, comparison: Comparison | None
) -> list[Fate]:
    """One a claim, in the order of the newer text; in two queries."""
    found: dict[tuple[int, int], list[Anchor]] = {}
    for anchor in Anchor.objects.filter(revision__in=[old.pk, new.pk]).order_by("start", "pk"):
        found.setdefault((anchor.claim_id, anchor.revision_id), []).append(anchor)
    claims = (
        Claim.objects.filter(article=article)
        .exclude(stage=Stage.SUGGESTED)
        .defer("search")
        .in_order()
    )
    fates = []
    for claim in claims:
        before, after = _shown(found.get((claim.pk, old.pk), []), found.get((claim.pk, new.pk), []))
        if after is None and before is None:
            continue
        is_open = new.pk == article.current_revision_id and claim.stage != Stage.DISMISSED
        waits = is_open and after is not None and after.is_undecided
        outcome = _outcome(before, after, comparison)
        fates.append(Fate(len(fates) + 1, claim, outcome, before, after, waits))
    return fates


def _shown(olds: list[Anchor], news: list[Anchor]) -> tuple[Anchor | None, Anchor | None]:
    """Of a claim with several places the one that waits, and where it came from; else the first."""
    after = min(news, key=lambda one: not one.is_undecided, default=None)
    words = (after.before or after.exact) if after else ""
    before = min(olds, key=lambda one: one.exact != words, default=None)
    return before, after


def _checked(article: Article, fates: list[Fate]) -> list[tuple[int, int]]:
    """Where claims with an approved verdict stand in the older text."""
    approved = Assessment.objects.approved().filter(claim__article=article)
    claims = set(approved.values_list("claim", flat=True))
    olds = [fate.old for fate in fates if fate.old and fate.claim.pk in claims]
    return [(one.start, one.end) for one in olds if one.start is not None]


def _outcome(before: Anchor | None, after: Anchor | None, comparison: Comparison | None) -> str:
    if after is None or after.start is None:
        return "gone"
    if before is None or before.start is None:
        return "new"
    if before.exact != after.exact:
        return "changed"
    stays = comparison is None or comparison.stays(before.start, before.end)
    return "kept" if stays in (True, (after.start, after.end)) else "moved"


def _marks(fates: list[Fate], side: str) -> list[Mark]:
    marks = []
    for fate in fates:
        anchor = getattr(fate, side)
        if anchor is not None and anchor.start is not None:
            marks.append(Mark(fate.number, anchor.start, anchor.end, fate.outcome))
    return marks


def _give_cards(rows: list[Row], fates: list[Fate]) -> None:
    """Each claim's card stands beside the paragraph in which its words begin."""
    by_number = {fate.number: fate for fate in fates}
    given = set()
    for side in ("new", "old"):
        for row in rows:
            here = getattr(row, side)
            for mark in here.numbers if here else ():
                fate = by_number[mark.number]
                if mark.number in given:
                    continue
                given.add(mark.number)
                _put(row, fate)
    for fate in fates:
        if fate.number not in given and rows:
            _put(rows[0], fate)


def _put(row: Row, fate: Fate) -> None:
    last = row.cards[-1] if row.cards else None
    if last and last.outcome == fate.outcome == "kept" and not fate.waits:
        last.fates.append(fate)
    else:
        row.cards.append(Card(fate.outcome, [fate]))
