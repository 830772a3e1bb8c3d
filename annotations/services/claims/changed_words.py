"""What people decide about claims whose words a correction changed or took away.

Each verb ends the waiting of the claim's anchors in the revision that stands; who decided, and
what, stays with the anchor.
"""

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import Invalid, Stale, WrongState
from annotations.models import Anchor, Article, Assessment, Claim, Revision, Stage, User
from annotations.text.numbers import lost_numbers

from ..anchors import carry_over
from ..anchors.place import held_revision, place
from ..claim_state import touched, update_stage
from ..claim_words import search_of
from ..transactions import acting, check_version, locked
from . import assessments, claims, workflow
from .suggestions import follow

Decision, State = Anchor.Decision, Anchor.State
STILL_SAYS = _(
    "The claim still says %(numbers)s, but the article no longer does: edit the statement first."
)
# Kept in rows, in English; pages translate them (web/shell/stored.py).
SAYS_ELSE = "The article says something else now: claim %(number)s."
SAYS_NO_MORE = "The article no longer says it."
UNSETTLED = _("This claim’s words need no decision.")


def keep(
    *,
    actor: User,
    claim_id: int,
    seen_version: int | None = None,
    seen_revision: int | None = None,
    verdicts: dict[int, int] | None = None,
) -> Claim:
    """The changed words still say the same claim.

    With `verdicts`, the versions seen of all verdicts that need another look by their ids, these
    still hold as well: they are proposed again in the actor's name. `seen_revision` is the id of
    the one whose words the person read. Raises NotFound, NotAllowed, Stale, WrongState when none
    of the claim's words wait or the article was corrected again since, and Invalid for verdicts on
    a statement with a number that its words no longer have.
    """
    with acting(actor):
        claim = _claim(actor, claim_id, seen_version, seen_revision)
        if verdicts is not None:
            _propose_again(claim, actor, verdicts)
        _record(claim, actor, Decision.SAME, state=State.EXACT)
        touched(claim)
    return claim


def amend(
    *,
    actor: User,
    claim_id: int,
    statement: str,
    seen_version: int | None = None,
    seen_revision: int | None = None,
) -> Claim:
    """The changed words say something a little different: the statement follows them.

    Raises as `keep` does, and Invalid for an empty statement.
    """
    with acting(actor):
        claim = _claim(actor, claim_id, seen_version, seen_revision)
        _record(claim, actor, Decision.EDITED, state=State.EXACT)
        claims.edit(actor=actor, claim_id=claim_id, seen_version=None, statement=statement)
        claim.refresh_from_db(fields=["statement", "stage", "version"])
        touched(claim)
    return claim


def renew(
    *,
    actor: User,
    claim_id: int,
    seen_version: int | None = None,
    seen_revision: int | None = None,
) -> Claim:
    """The changed words say something else: they become a new open claim, which is returned.

    The old claim is dismissed with a note and keeps its history: whoever may not dismiss it may
    not do this. Raises as `keep` does.
    """
    with acting(actor):
        claim = _claim(actor, claim_id, seen_version, seen_revision)
        access.require(actor, "add claim", claim.desk_id)
        access.require(actor, "dismiss", claim.desk_id)
        anchor = _waiting(claim).filter(state=State.CHANGED).order_by("start", "pk").first()
        if anchor is None:
            raise WrongState(UNSETTLED)
        new = claims.create(
            actor=actor,
            revision_id=anchor.revision_id,
            start=anchor.start,
            end=anchor.end,
            questions=claim.questions,
        )
        for step in claim.attribution.order_by("position"):
            step.pk, step.claim = None, new
            step.save(force_insert=True)
        _record(claim, actor, Decision.NEW)
        workflow.put_aside(claim, actor, SAYS_ELSE % {"number": new.pk})
    return new


def withdraw(
    *,
    actor: User,
    claim_id: int,
    note: str = "",
    seen_version: int | None = None,
    seen_revision: int | None = None,
) -> Claim:
    """The article no longer makes this claim. Raises as `keep` does."""
    with acting(actor):
        claim = _claim(actor, claim_id, seen_version, seen_revision)
        access.require(actor, "dismiss", claim.desk_id)
        _record(claim, actor, Decision.WITHDRAWN)
        workflow.put_aside(claim, actor, note.strip() or SAYS_NO_MORE)
    return claim


def place_again(
    *,
    actor: User,
    claim_id: int,
    revision_id: int,
    start: int,
    end: int,
    exact: str = "",
    seen_version: int | None = None,
) -> Claim:
    """Put a claim whose words changed or are gone onto words of the current revision.

    Its waiting anchors in that revision give way. Raises as `claims.create` does, WrongState when
    the article was corrected since or nothing waits.
    """
    with acting(actor):
        # The article first, as a correction does, or the two could wait for one another.
        revision = held_revision(actor, "edit own claim", revision_id)
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require_claim_change(actor, "edit", claim)
        check_version(claim, seen_version)
        where = place(revision, start, end, exact=exact)
        if revision.article_id != claim.article_id:
            raise Invalid(_("This revision belongs to another article."), field="revision")
        here = claim.anchors.filter(revision=revision)
        lost = here.filter(state=State.ORPHANED) | here.filter(state=State.CHANGED, decision="")
        before = lost.order_by("pk").values_list("exact", flat=True).first()
        if before is None:
            raise WrongState(_("This claim’s words are still in the article."))
        lost.delete()
        anchor = here.filter(start=where.start, end=where.end).first()
        anchor = (anchor or Anchor(claim=claim, revision=revision)).on(where)
        anchor.state, anchor.before = State.EXACT, before
        anchor.decision, anchor.decided_by = Decision.PLACED, actor
        anchor.decided_at = Now()
        anchor.save()
        claim.sort_start, claim.sort_end = where.start, where.end
        claim.search = search_of(claim)
        touched(claim, "sort_start", "sort_end", "search")
    return claim


def reconsider(*, actor: User, claim_id: int, seen_version: int | None = None) -> Claim:
    """Take back what was decided about the claim's words in the current revision: it waits again.

    A claim that was dismissed with the decision is open again; a statement that was amended stays
    as it is, as does the claim that was made new. Raises NotFound, NotAllowed, Stale, and
    WrongState when nothing was decided.
    """
    with acting(actor):
        claim = _claim(actor, claim_id, seen_version)
        decided = claim.anchors.current().exclude(decision="")
        decisions = {anchor.decision for anchor in decided}
        if not decisions:
            raise WrongState(_("There is no decision about this claim’s words to undo."))
        undecided = {"decision": "", "decided_by": None, "decided_at": None}
        followed = decided.filter(decision__in=[Decision.SAME, Decision.EDITED])
        followed.update(state=State.CHANGED, **undecided)
        if Decision.PLACED in decisions:
            _carry_again(claim, decided.filter(decision=Decision.PLACED))
            claim.search = search_of(claim)
            claim.save(update_fields=["search"])
        decided.update(**undecided)
        if claim.stage == Stage.DISMISSED and decisions & {Decision.NEW, Decision.WITHDRAWN}:
            access.require(actor, "reopen", claim.desk_id)
            update_stage(claim)
            claim.stage_note = ""
            claim.save(update_fields=["stage", "stage_note"])
            follow(claim, actor)
        touched(claim)
    return claim


def _carry_again(claim: Claim, placed) -> None:
    """Instead of the places people chose, what the correction had left of the claim's anchors."""
    lost = list(placed)
    placed.delete()
    current = Revision.objects.get(pk=claim.article.current_revision_id)
    before = claim.anchors.filter(revision__number__lt=current.number)
    last = before.order_by("-revision__number").select_related("revision").first()
    if last is None:  # It was made on a text that was corrected in that moment.
        Anchor.objects.create(
            claim=claim, revision=current, state=State.ORPHANED, exact=lost[0].before
        )
        return
    spans = list(before.filter(revision=last.revision).order_by("pk"))
    standing = set(claim.anchors.current().values_list("start", "end"))
    for span, fate in zip(
        spans, carry_over.follow(last.revision, current.text, spans), strict=True
    ):
        if fate.span not in standing:
            carry_over.anchor_on(span, fate, current).save()


def _claim(
    actor: User, claim_id: int, seen_version: int | None, seen_revision: int | None = None
) -> Claim:
    """The claim to decide about, locked after its article, as a correction locks them."""
    locked(Article.objects.only("pk"), _article_of(claim_id))
    claim = locked(Claim.objects.defer("search"), claim_id)
    access.require_claim_change(actor, "edit", claim)
    check_version(claim, seen_version)
    if seen_revision is not None and claim.article.current_revision_id != seen_revision:
        raise WrongState(_("The article was corrected again: look at the new words first."))
    return claim


def _article_of(claim_id: int) -> int:
    return Claim.objects.filter(pk=claim_id).values_list("article", flat=True).first() or 0


def _waiting(claim: Claim):
    return Anchor.objects.undecided().filter(
        claim=claim, revision=claim.article.current_revision_id
    )


def _record(claim: Claim, actor: User, decision: str, **columns: str) -> None:
    """Write the decision on the claim's waiting anchors; an orphan has no words to keep."""
    waiting = _waiting(claim)
    if columns:
        waiting = waiting.filter(state=State.CHANGED)
    if not waiting.update(decision=decision, decided_by=actor, decided_at=Now(), **columns):
        raise WrongState(UNSETTLED)


def _propose_again(claim: Claim, actor: User, seen: dict[int, int]) -> None:
    """All or none: a verdict that came to need another look since was not seen."""
    doubted = Assessment.objects.doubted().filter(claim=claim)
    if dict(doubted.values_list("pk", "version")) != seen:
        raise Stale(claim)
    if not seen:
        raise WrongState(_("No verdict on this claim needs another look."))
    _require_its_numbers(claim)
    for pk, version in sorted(seen.items()):
        assessments.propose_again(actor=actor, assessment_id=pk, seen_version=version)
    claim.refresh_from_db(fields=["stage", "version"])


def _require_its_numbers(claim: Claim) -> None:
    for anchor in _waiting(claim).filter(state=State.CHANGED):
        lost = lost_numbers(claim.statement, anchor.before, anchor.exact)
        if lost:
            raise Invalid(STILL_SAYS % {"numbers": ", ".join(lost)}, field="verdict_stands")
