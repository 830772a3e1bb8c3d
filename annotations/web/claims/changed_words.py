"""Claims whose words changed or are gone, as the panel and the lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from annotations.errors import Phrase
from annotations.models import Anchor, Article, Assessment, Claim, Revision
from annotations.models.articles.surroundings import around
from annotations.text.diff.words import word_diff
from annotations.text.numbers import lost_numbers

from ..shell.drawn import Drawn


@dataclass(frozen=True)
class Piece:
    """Words of one side: `same` as on the other side or not."""

    text: str
    same: bool


@dataclass(frozen=True)
class Candidate:
    """A place where lost words may be: `words` at `[start, end)` (code points)."""

    start: int
    end: int
    before: str
    words: str
    after: str


CONTEXT = 60  # Code points beside a candidate.
revision_of = attrgetter("revision_id")
Reason, State = Anchor.Reason, Anchor.State
TITLES: dict[str, Phrase] = {
    Reason.TWICE: _("The sentence now appears twice"),
    Reason.ELSEWHERE: _("This may be another sentence"),
    State.CHANGED: _("The words changed"),
    State.ORPHANED: _("The words are gone"),
}
DOUBTS: dict[str, Phrase] = {
    Reason.TWICE: _("The same words, or very similar ones, also appear somewhere else."),
    Reason.ELSEWHERE: _("The words are the same, but the text around them is not."),
}


def of_claim(claim: Claim) -> Drawn:
    """The claim's first anchor that waits, with all that claims/decision.html shows of it."""
    anchor: Drawn = Anchor.objects.undecided().current().filter(claim=claim).first()
    if anchor is None:
        return None
    revisions = Revision.objects.select_related("created_by").without_text()
    anchor.correction = revisions.get(pk=since(claim) or anchor.revision_id)
    is_changed = anchor.state == State.CHANGED
    anchor.title = TITLES[(is_changed and anchor.reason) or anchor.state]
    anchor.doubt = DOUBTS.get(anchor.reason, "")
    if is_changed:
        anchor.old_words, anchor.new_words = sides(anchor.before, anchor.exact)
        anchor.approved = _approved_words(claim, anchor)
        anchor.lost_numbers = lost_numbers(claim.statement, anchor.before, anchor.exact)
        # Of a claim that is its words the new ones are offered.
        anchor.statement = claim.statement.replace(anchor.before, anchor.exact)
    anchor.places = places_of([anchor]).get(anchor.pk, [])
    return anchor


def since(claim: Claim) -> int | None:
    """The revision (id) from which on the words of a waiting claim wait without a break."""
    anchors = Anchor.objects.filter(claim=claim).order_by("-revision__number")
    found = None
    for revision, group in groupby(anchors.only("revision", "state", "decision"), revision_of):
        if not any(anchor.is_undecided for anchor in group):
            break
        found = revision
    return found


def _approved_words(claim: Claim, anchor: Anchor) -> str:
    """The words on which the standing verdict was approved, when they are older than `before`."""
    approved = Assessment.objects.approved().shown().filter(claim=claim)
    at = approved.values_list("reviewed_at", flat=True).order_by("reviewed_at").last()
    if at is None:
        return ""
    then = Anchor.objects.filter(claim=claim, start__isnull=False, revision__created_at__lte=at)
    words = then.order_by("-revision__number", "start").values_list("exact", flat=True).first()
    return words if words and words != anchor.before else ""


def places_of(anchors: Iterable[Anchor]) -> dict[int, list[Candidate]]:
    """Of each anchor (id) whose words are gone or doubted, where they may be; in one query."""
    places = [
        (anchor, start, end) for anchor in anchors for start, end, _similarity in anchor.candidates
    ]
    words = around([(anchor.revision_id, start, end) for anchor, start, end in places], CONTEXT)
    found: dict[int, list[Candidate]] = {}
    for (anchor, start, end), (before, exact, after) in zip(places, words, strict=True):
        place = Candidate(start, end, _one_line(before), exact, _one_line(after))
        found.setdefault(anchor.pk, []).append(place)
    return found


def made_on(claim: Claim) -> int | None:
    """The number of the revision the claim was made on when it is not the current one."""
    numbers = list(
        Anchor.objects.filter(claim=claim)
        .order_by("revision__number")
        .values_list("revision__number", "revision_id")[:1]
    )
    if not numbers or numbers[0][1] == claim.article.current_revision_id:
        return None
    return numbers[0][0]


def after(claim: Claim) -> Claim | None:
    """The article's next claim that waits, in the order of the text and round again."""
    article = Article.objects.only("current_revision").get(pk=claim.article_id)
    here = Anchor.objects.undecided().filter(revision=article.current_revision_id)
    claims = Claim.objects.filter(pk__in=here.values("claim")).exclude(pk=claim.pk)
    claims = claims.defer("search")
    position = (claim.article_id, claim.sort_start, claim.sort_end, claim.pk)
    return claims.beyond(position).first() or claims.in_order().first()


def windowed(pieces: list[Piece], beside: int = 24) -> list[Piece]:
    """The same with long stretches that did not change cut to some `beside` code points at changes.

    They are cut between words.
    """
    last = len(pieces) - 1
    shown = []
    for at, piece in enumerate(pieces):
        room = beside * ((at > 0) + (at < last))
        if not piece.same or len(piece.text) <= room or not last:
            shown.append(piece)
            continue
        head = piece.text[:beside].rpartition(" ")[0] + " " if at > 0 else ""
        tail = " " + piece.text[-beside:].partition(" ")[2] if at < last else ""
        shown.append(Piece(f"{head}…{tail}", same=True))
    return shown


def sides(before: str, now: str) -> tuple[list[Piece], list[Piece]]:
    """Old and new words, cut where they differ; pure."""
    old, new = [], []
    for op, then, there in word_diff(before, now):
        old.append(Piece(before[slice(*then)], op == "equal"))
        new.append(Piece(now[slice(*there)], op == "equal"))
    return [one for one in old if one.text], [one for one in new if one.text]


def _one_line(text: str) -> str:
    return " ".join(text.split())
