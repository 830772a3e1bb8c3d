"""Where a claim stands: its words moved, longer or shorter, a place more, a place less.

All on the revision that stands. They change what is claimed, so verdicts ask for another look.
"""

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import Invalid, NotFound, WrongState
from annotations.models import Anchor, Claim, Revision, User
from annotations.text.spans import TextQuote

from ..claim_state import touched
from ..claim_words import search_of
from ..limits import is_full
from ..transactions import acting, check_version, locked
from .place import held_revision, place

MOST_PLACES = 100
ONLY_PLACE = _("This is the claim’s only highlight, so it cannot be removed.")
TOO_MANY = _("A claim can have at most %(most)s highlights.")
MEETS = _("This claim already highlights some of these words.")


def add(
    *,
    actor: User,
    claim_id: int,
    revision_id: int,
    start: int,
    end: int,
    exact: str = "",
    seen_version: int | None = None,
) -> Anchor:
    """Let the claim stand on `[start, end)` (code points) as well.

    Raises NotFound, NotAllowed, Stale, Invalid, and WrongState when the article was corrected
    since or the claim stands on some of the words.
    """
    with acting(actor):
        claim, revision = _held(actor, claim_id, revision_id, seen_version)
        where = place(revision, start, end, exact=exact)
        here = claim.anchors.filter(revision=revision)
        if is_full(here, MOST_PLACES, of=Claim, pk=claim.pk):
            raise Invalid(TOO_MANY % {"most": MOST_PLACES}, field="start")
        _require_apart(here, where)
        anchor = Anchor(claim=claim, revision=revision).on(where)
        anchor.save()
        _restand(claim, revision)
    return anchor


def move(
    *,
    actor: User,
    claim_id: int,
    anchor_id: int,
    start: int,
    end: int,
    exact: str = "",
    revision_id: int | None = None,
    seen_version: int | None = None,
) -> Anchor:
    """Put one place of the claim onto `[start, end)` (code points): moved, longer or shorter.

    The same words change nothing. A place whose words changed or went with a correction is decided
    by it, as `changed_words.place_again` decides all of them. Raises as `add` does.
    """
    with acting(actor):
        claim, revision = _held(actor, claim_id, revision_id, seen_version)
        here = claim.anchors.filter(revision=revision)
        anchor = _of(here, anchor_id)
        where = place(revision, start, end, exact=exact)
        if (where.start, where.end) == (anchor.start, anchor.end) and not anchor.is_undecided:
            return anchor
        _require_apart(here.exclude(pk=anchor.pk), where)
        if anchor.is_undecided:
            anchor.before, anchor.similarity = anchor.exact, None
            anchor.reason, anchor.candidates = "", []
            anchor.decision, anchor.decided_by = Anchor.Decision.PLACED, actor
            anchor.decided_at = Now()
        anchor.state = Anchor.State.EXACT
        anchor.on(where).save()
        _restand(claim, revision)
    return anchor


def remove(
    *,
    actor: User,
    claim_id: int,
    anchor_id: int,
    revision_id: int | None = None,
    seen_version: int | None = None,
) -> Claim:
    """Take one of several places from the claim.

    Raises as `add` does, and WrongState when the claim would stand on no words.
    """
    with acting(actor):
        claim, revision = _held(actor, claim_id, revision_id, seen_version)
        here = claim.anchors.filter(revision=revision)
        anchor = _of(here, anchor_id)
        if not here.exclude(pk=anchor.pk).filter(start__isnull=False).exists():
            raise WrongState(ONLY_PLACE)
        anchor.delete()
        _restand(claim, revision)
    return claim


def _held(
    actor: User, claim_id: int, revision_id: int | None, seen_version: int | None
) -> tuple[Claim, Revision]:
    """The claim to change, locked after its article, as a correction locks them."""
    row = (
        Claim.objects.not_hidden_from(actor)
        .filter(pk=claim_id)
        .select_related("article")
        .only("article")
        .first()
    )
    if row is None:
        raise NotFound
    revision_id = revision_id or row.article.current_revision_id
    revision = held_revision(actor, "edit own claim", revision_id)
    if revision.article_id != row.article_id:
        raise Invalid(_("This revision belongs to another article."), field="revision")
    claim = locked(Claim.objects.defer("search"), claim_id)
    access.require_claim_change(actor, "edit", claim)
    check_version(claim, seen_version)
    return claim, revision


def _of(anchors, anchor_id: int) -> Anchor:
    anchor = anchors.filter(pk=anchor_id).first()
    if anchor is None:
        raise NotFound
    return anchor


def _require_apart(others, where: TextQuote) -> None:
    """Two places of one claim share no words."""
    if others.filter(start__lt=where.end, end__gt=where.start).exists():
        raise WrongState(MEETS)


def _restand(claim: Claim, revision: Revision) -> None:
    """What follows from other places: order in lists, search words, version."""
    places = claim.anchors.filter(revision=revision, start__isnull=False)
    first = places.order_by("start", "end", "id").first()
    if first and first.place:
        claim.sort_start, claim.sort_end = first.place
    claim.search = search_of(claim)
    touched(claim, "sort_start", "sort_end", "search")
