"""An article's highlights followed anew from where people put them: `manage.py reanchor`."""

from dataclasses import dataclass, replace

from annotations.models import Anchor, Article, Claim, Revision
from annotations.text.anchoring import Carried, Outcome, carry
from annotations.text.spans import Span, quote
from annotations.text.words import fold_signs

from ..claim_state import touched
from ..claim_words import search_of
from ..transactions import acting, locked
from .carry_over import FOLLOWED, still_doubted

DECIDED = (Anchor.Decision.SAME, Anchor.Decision.EDITED, Anchor.Decision.PLACED)


@dataclass
class Trail:
    """A claim's words on their way through the revisions (indexes into the texts)."""

    anchor: Anchor  # In the current revision, as it is.
    before: str  # The words it starts from.
    start: int
    at: int  # Where it last stood, and what became of it in the newest revision looked at.
    span: Span
    fate: Carried

    @property
    def state(self) -> str:
        """What the anchor would be."""
        if self.fate.span is None:
            return Anchor.State.ORPHANED
        is_same = self.fate.outcome in FOLLOWED
        return Anchor.State.EXACT if is_same else Anchor.State.CHANGED

    @property
    def differs(self) -> bool:
        return (self.state, self.fate.span) != (self.anchor.state, self.anchor.place)


def differences(article: Article) -> list[Trail]:
    """What following every claim anew through all revisions gives that the anchors do not say.

    A claim starts where it was made, or where a person last decided about its words. Claims on
    whose current words a person decided are left alone, as are those with several places.
    """
    revisions = list(Revision.objects.filter(article=article).order_by("number"))
    texts = [one.text for one in revisions]
    index = {one.pk: i for i, one in enumerate(revisions)}
    trails = _trails(article, index)
    for i in range(1, len(texts)):
        _step(trails, texts, i)
    return [trail for trail in trails if trail.differs]


def reanchor(article_id: int) -> list[Trail]:
    """Write the differences, and return them. A claim that lost its words needs another look."""
    with acting(None):
        article = locked(Article.objects.defer("search"), article_id)
        found = differences(article)
        text = Revision.objects.values_list("text", flat=True).get(pk=article.current_revision_id)
        for trail in found:
            _write(trail, text)
    return found


def _trails(article: Article, index: dict[int, int]) -> list[Trail]:
    rows = list(Anchor.objects.filter(claim__article=article).select_related("claim"))
    rows.sort(key=lambda row: (index[row.revision_id], row.pk))
    origins: dict[int, tuple[Anchor, Span]] = {}
    current: dict[int, list[Anchor]] = {}
    for row in rows:
        is_origin = row.claim_id not in origins or row.decision in DECIDED
        if row.place and is_origin:
            origins[row.claim_id] = row, row.place
        if row.revision_id == article.current_revision_id:
            current.setdefault(row.claim_id, []).append(row)
    trails = []
    for claim, anchors in current.items():
        if claim in origins and len(anchors) == 1 and not anchors[0].decision:
            origin, span = origins[claim]
            at, fate = index[origin.revision_id], Carried(span, "unchanged", 1.0)
            trails.append(Trail(anchors[0], origin.exact, at, at, span, fate))
    return trails


def _step(trails: list[Trail], texts: list[str], i: int) -> None:
    """Carry every trail into revision `i`: from the one before, or from where it was lost."""
    groups: dict[int, list[Trail]] = {}
    for trail in trails:
        if trail.start < i:
            groups.setdefault(trail.at, []).append(trail)
    for at, group in groups.items():
        fates = carry(texts[at], texts[i], [trail.span for trail in group])
        for trail, fate in zip(group, fates, strict=True):
            is_lost = at < i - 1
            doubt = trail.fate
            if doubt.reason and not is_lost:
                fate = still_doubted(texts[at], texts[i], fate, doubt.reason, doubt.candidates)
            if fate.span is None or (is_lost and fate.outcome not in FOLLOWED):
                trail.fate = Carried(None, "orphaned", fate.similarity, fate.candidates)
                continue
            trail.at, trail.span = i, fate.span
            words = fold_signs(texts[i][slice(*fate.span)]).split()
            same = words == fold_signs(trail.before).split()
            outcome: Outcome = "unchanged" if same and not fate.reason else "changed"
            trail.fate = replace(fate, outcome=outcome)


def _write(trail: Trail, text: str) -> None:
    anchor, fate = trail.anchor, trail.fate
    anchor.state = trail.state
    anchor.start = anchor.end = None
    anchor.similarity, anchor.reason = fate.similarity, fate.reason
    anchor.candidates = [list(one) for one in fate.candidates]
    if fate.span:
        anchor.on(quote(text, *fate.span))
    else:
        anchor.exact = trail.before
    anchor.before = trail.before if trail.state == Anchor.State.CHANGED else ""
    anchor.save()
    claim = locked(Claim.objects.defer("search"), anchor.claim_id)
    if fate.span:
        claim.sort_start, claim.sort_end = fate.span
    claim.search = search_of(claim)
    touched(claim, "sort_start", "sort_end", "search")
