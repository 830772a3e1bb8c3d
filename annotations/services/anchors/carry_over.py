"""What stands on a revision, carried onto the one that corrects it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from django.db.models import Q

from annotations.models import Anchor, Claim, Mention, Revision, Stage, unrecorded
from annotations.models.articles.spans import Span
from annotations.models.base import BATCH
from annotations.text.anchoring import Carried, Reason, carry
from annotations.text.spans import Span as Place
from annotations.text.spans import quote

Row = TypeVar("Row", bound=Span)
GONE = Carried(None, "orphaned", 0.0)
FOLLOWED = ("unchanged", "moved")


@dataclass
class Counts:
    """What became of the spans: the same offsets, other offsets, other words, no words.

    `doubted` is how many checked claims lose that stage by it.
    """

    unchanged: int = 0
    moved: int = 0
    changed: int = 0
    orphaned: int = 0
    doubted: int = 0

    def as_dict(self) -> dict[str, int]:
        """What a revision keeps of it."""
        names = ("unchanged", "moved", "changed", "orphaned")
        return {name: getattr(self, name) for name in names}

    def add(self, span: Span, fate: Carried) -> None:
        outcome = fate.outcome
        if outcome in FOLLOWED:
            is_shifted = span.place != fate.span
            outcome = "moved" if is_shifted else "unchanged"
        setattr(self, outcome, getattr(self, outcome) + 1)


@dataclass
class Plan:
    """Where everything on a revision goes, before anything is written."""

    anchors: list[tuple[Anchor, Carried]]
    mentions: list[tuple[Mention, Carried]]
    # Machine suggestions whose words did not stay, and to which nobody added anything: the next
    # tagging run makes its own.
    dropped: list[int]
    counts: Counts = field(default_factory=Counts)

    @property
    def names_touched(self) -> int:
        """Mentions that people decided on and whose words change or go."""
        standing = [fate for one, fate in self.mentions if one.state != Mention.State.REJECTED]
        return sum(fate.outcome not in FOLLOWED for fate in standing)

    @property
    def reworded(self) -> set[int]:
        """Claims that say something else by it, or stand again: they are found by other words."""
        return {
            anchor.claim_id
            for anchor, fate in self.anchors
            if fate.outcome not in FOLLOWED or anchor.start is None
        }

    @property
    def touched(self) -> list[tuple[Claim, str]]:
        """Standing claims whose words change or go, with "changed", "orphaned" or the reason why
        somebody has to look; each once, in the order of the text."""
        found: dict[int, tuple[Claim, str]] = {}
        for anchor, fate in self.anchors:
            claim, is_lost = anchor.claim, anchor.start is None
            if fate.outcome in FOLLOWED or is_lost or not claim.is_standing:
                continue
            before = found.get(claim.pk, (claim, ""))[1]
            outcome = fate.reason or fate.outcome
            found[claim.pk] = (claim, before if before == "orphaned" else outcome)
        return sorted(found.values(), key=lambda one: (one[0].sort_start, one[0].pk))


def plan(old: Revision, text: str) -> Plan:
    """The fate of every anchor and of every mention a person decided on, in the new `text`.

    Offsets are code points. An orphan nobody has decided on returns when its words do. Of two
    spans of one thing that would meet at one place the first has it, the other is gone.
    """
    standing = Anchor.objects.filter(revision=old).select_related("claim").defer("claim__search")
    anchors = list(standing.order_by("id"))
    decided = Q(origin=Mention.PERSON_ORIGIN) | ~Q(state=Mention.State.SUGGESTED)
    mentions = list(Mention.objects.filter(decided, revision=old).order_by("id"))
    spans: list[Anchor | Mention] = [*anchors, *mentions]
    fates = _first_at_each_place(spans, follow(old, text, spans))
    fate_of = dict(zip(map(id, spans), fates, strict=True))
    bare = set(Claim.objects.bare().filter(article=old.article_id).values_list("pk", flat=True))
    kept, dropped = [], []
    for anchor in anchors:
        fate = fate_of[id(anchor)]
        if anchor.claim_id in bare and fate.outcome not in FOLLOWED:
            dropped.append(anchor.claim_id)
        else:
            kept.append((anchor, fate))
    # Whichever copy of its sentence a name stands in, it is the same name.
    named = [(mention, _certain(fate_of[id(mention)])) for mention in mentions]
    return Plan(kept, named, dropped, _counts(kept, named, text))


def _counts(
    anchors: list[tuple[Anchor, Carried]], mentions: list[tuple[Mention, Carried]], text: str
) -> Counts:
    """Of what people look at: standing claims and mentions, unless their words were gone before."""
    counts = Counts()
    for anchor, fate in anchors:
        is_lost = anchor.start is None and fate.span is None
        if anchor.claim.is_standing and not is_lost:
            counts.add(anchor, fate)
    for mention, fate in mentions:
        if mention.state != Mention.State.REJECTED:
            counts.add(mention, fate)
    new = Revision(text=text)
    checked = [pair for pair in anchors if pair[0].claim.stage == Stage.CHECKED]
    rows = [(one, anchor_on(one, fate, new)) for one, fate in checked]
    # A verdict on words that merely stand twice still fits them.
    hit = {one.claim_id for one, row in rows if _is_hit(one, row) and row.exact != row.before}
    counts.doubted = len(hit)
    return counts


def apply(planned: Plan, new: Revision) -> None:
    """Write the plan for the saved revision `new`; call it in the transaction that saved it.

    Claims whose words changed or went lose *checked* once `new` is the current revision. What only
    moved leaves no line in the audit trail: the revision's own line counts it.
    """
    rows = [(anchor, fate, anchor_on(anchor, fate, new)) for anchor, fate in planned.anchors]
    audited = [row for anchor, _, row in rows if _is_hit(anchor, row)]
    with unrecorded():
        quiet = [row for anchor, _, row in rows if not _is_hit(anchor, row)]
        Anchor.objects.bulk_create(quiet, batch_size=BATCH)
        Claim.objects.place(_places(planned.anchors))
    Anchor.objects.bulk_create(audited, batch_size=BATCH)
    Claim.objects.filter(pk__in=planned.dropped).delete()
    _write_mentions(planned.mentions, new)


def follow(old: Revision, text: str, spans: Sequence[Span]) -> list[Carried]:
    """The fate in `text` of spans of a revision; those without a place are looked for anew."""
    placed = [(span, place) for span in spans if (place := span.place)]
    found = carry(old.text, text, [place for _, place in placed])
    fates = {id(span): fate for (span, _), fate in zip(placed, found, strict=True)}
    for span, _ in placed:
        if isinstance(span, Anchor) and span.reason and span.is_undecided:
            fate, places = fates[id(span)], span.candidates
            fates[id(span)] = still_doubted(old.text, text, fate, span.reason, places)
    lost = [span for span in spans if span.start is None and isinstance(span, Anchor)]
    fates |= _returned(lost, text)
    return [fates.get(id(span), GONE) for span in spans]


def still_doubted(
    old: str, text: str, fate: Carried, reason: str, places: Sequence[Sequence[float]]
) -> Carried:
    """The fate of words that waited for that reason: they still do while it holds in `text`.

    `places` were offered in the text `old`. Nobody is asked any more when one of them is left.
    """
    if fate.span is None or fate.reason:
        return fate
    followed = {fate.span: fate.similarity}
    for one in carry(old, text, [(int(start), int(end)) for start, end, _ in places]):
        if one.span:
            followed.setdefault(one.span, one.similarity)
    is_twice = reason == Anchor.Reason.TWICE
    if is_twice and len(followed) == 1:
        return fate
    why: Reason = "twice" if is_twice else "elsewhere"
    candidates = tuple((*place, similarity) for place, similarity in followed.items())
    return replace(fate, outcome="changed", reason=why, candidates=candidates)


def _certain(fate: Carried) -> Carried:
    return replace(fate, outcome="moved", reason="", candidates=()) if fate.reason else fate


def _returned(orphans: list[Anchor], text: str) -> dict[int, Carried]:
    """Undecided orphans, looked for from where they last stood: found only with their words."""
    waiting = {(one.claim_id, one.exact): one for one in orphans if not one.decision}
    if not waiting:
        return {}
    claims = {claim for claim, _ in waiting}
    before = Anchor.objects.filter(claim__in=claims, start__isnull=False)
    last = {(one.claim_id, one.exact): one for one in before.order_by("revision__number")}
    by_revision: dict[int, list[tuple[Anchor, Place]]] = {}
    for key, orphan in waiting.items():
        if key in last and (place := last[key].place):
            by_revision.setdefault(last[key].revision_id, []).append((orphan, place))
    fates = {}
    for pk, old in Revision.objects.filter(pk__in=by_revision).values_list("pk", "text"):
        pairs = by_revision[pk]
        found = carry(old, text, [place for _, place in pairs])
        for (orphan, _), fate in zip(pairs, found, strict=True):
            is_back = fate.outcome in FOLLOWED
            fates[id(orphan)] = fate if is_back else _gone(fate)
    return fates


def _gone(fate: Carried) -> Carried:
    """Not the old words: offered to a person, no more."""
    candidates = fate.candidates
    if fate.span:
        place = (*fate.span, fate.similarity)
        candidates = tuple(dict.fromkeys((place, *candidates)))[:3]
    return Carried(None, "orphaned", fate.similarity, candidates)


def _first_at_each_place(
    spans: Sequence[Anchor | Mention], fates: Sequence[Carried]
) -> list[Carried]:
    """The fates, GONE for each that came to a place where the same claim or name stands already."""
    taken = set()
    kept = []
    for span, fate in zip(spans, fates, strict=True):
        place = (fate.span, *_identity(span))
        if fate.span and place in taken:
            fate = GONE
        taken.add(place)
        kept.append(fate)
    return kept


def _identity(span: Anchor | Mention) -> tuple[object, ...]:
    """What may stand only once at a place."""
    return (span.claim_id,) if isinstance(span, Anchor) else (span.label, span.origin)


def anchor_on(anchor: Anchor, fate: Carried, new: Revision) -> Anchor:
    """The row for the new revision. Words that changed twice are compared with the first ones."""
    row = _put(Anchor(claim_id=anchor.claim_id), anchor, fate, new)
    row.similarity, row.reason = fate.similarity, fate.reason
    row.candidates = [list(one) for one in fate.candidates]
    pending = anchor.state == Anchor.State.CHANGED and not anchor.decision
    if fate.span is None:
        row.state = Anchor.State.ORPHANED
        if anchor.state == Anchor.State.ORPHANED:
            row.decision = anchor.decision
    elif pending or fate.outcome == "changed":
        row.before = anchor.before if pending else anchor.exact
        is_back = row.exact == row.before and not fate.reason
        row.state = Anchor.State.EXACT if is_back else Anchor.State.CHANGED
        if anchor.decision in (Anchor.Decision.NEW, Anchor.Decision.WITHDRAWN):
            row.decision = anchor.decision
    return row


def _is_hit(anchor: Anchor, row: Anchor) -> bool:
    """Whether a person has to look who had not to before."""
    return row.state != Anchor.State.EXACT and (
        row.state != anchor.state or row.exact != anchor.exact
    )


def _put(row: Row, before: Span, fate: Carried, new: Revision) -> Row:
    """The row on the new revision, on the words that those of `before` became, or had."""
    row.revision = new
    if fate.span:
        return row.on(quote(new.text, *fate.span))
    row.exact, row.prefix, row.suffix = before.exact, before.prefix, before.suffix
    return row


def _places(anchors: list[tuple[Anchor, Carried]]) -> dict[int, Place | None]:
    """A claim sorts by its first anchor; one whose words are gone keeps its last place (None)."""
    first: dict[int, Place | None] = {}
    for anchor, fate in anchors:
        known = first.setdefault(anchor.claim_id, None)
        if fate.span:
            first[anchor.claim_id] = min(known or fate.span, fate.span)
    return first


def _write_mentions(mentions: list[tuple[Mention, Carried]], new: Revision) -> None:
    """People's decisions go along with their words. Other words: a suggestion to look at again.

    A rejected mention whose words are gone has no more to say.
    """
    quiet: list[Mention] = []
    audited: list[Mention] = []
    for mention, fate in mentions:
        is_rejected = mention.state == Mention.State.REJECTED
        if is_rejected and fate.outcome not in FOLLOWED:
            continue
        row = Mention(
            article_id=mention.article_id,
            desk_id=mention.desk_id,
            label=mention.label,
            entity_id=mention.entity_id,
            origin=mention.origin,
            score=mention.score,
            state=mention.state,
            created_by_id=mention.created_by_id,
        )
        _put(row, mention, fate, new)
        if fate.outcome == "changed":
            row.state, row.origin = Mention.State.SUGGESTED, Mention.PERSON_ORIGIN
        (quiet if row.state == mention.state else audited).append(row)
    with unrecorded():
        Mention.objects.bulk_create(quiet, batch_size=BATCH)
    Mention.objects.bulk_create(audited, batch_size=BATCH)
