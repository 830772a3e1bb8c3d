"""Two claims of an article are one: what stands on the second stands on the first."""

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.errors import WrongState
from annotations.models import (
    Anchor,
    Assessment,
    AttributionStep,
    Claim,
    ClaimLink,
    Evidence,
    ExternalCheck,
    Labelling,
    ReplyRequest,
    Stage,
    User,
    Watch,
)
from annotations.models.notice import notify

from ..checks import moving as checks
from ..claim_state import touched
from ..notifications import about_claims
from ..transactions import acting, check_version
from . import contacts, suggestions
from .derived import stand_again
from .pairs import locked_pair

ACTION = "merge claims"
OF_ONE_ARTICLE = gettext_lazy(
    "Only claims of one article can be merged: link them as the same claim instead."
)


def merge(
    *,
    actor: User,
    claim_id: int,
    other_id: int,
    seen_version: int | None = None,
    seen_other: int | None = None,
) -> Claim:
    """`other` is the claim: its places, evidence, questions and answers, checks by others,
    requests, links, labels and watchers go there.

    It stays as a dismissed one whose address leads to the claim, with what has to stay as it is:
    its proposals, its conversations, and places on words that the claim has. A verdict of the claim
    needs another look when that changes what it rests on; undo takes all of it back.
    Raises NotFound, NotAllowed, Stale, Invalid for another article or the same claim, WrongState
    when a verdict on `other` was approved, two people rate it unseen, or either was merged.
    """
    with acting(actor):
        claim, other = locked_pair(
            actor, ACTION, claim_id, other_id, share="article_id", unlike=OF_ONE_ARTICLE
        )
        check_version(claim, seen_version)
        check_version(other, seen_other)
        _check_mergeable(claim, other)
        earlier = Claim.objects.filter(merged_into=other)
        earlier.update(merged_into=claim, version=F("version") + 1)
        other.stage, other.merged_into = Stage.DISMISSED, claim
        touched(other, "stage", "merged_into")
        about_claims.put_aside([other])
        suggestions.taken(other, actor)
        contacts.keep_words([claim, other])
        _move(claim, other)
        stand_again(claim)
    return claim


def _check_mergeable(claim: Claim, other: Claim) -> None:
    if claim.merged_into_id or other.merged_into_id:
        raise WrongState(_("One of them was merged into another claim meanwhile."))
    if not claim.is_standing:
        raise WrongState(_("Merge into a claim that counts: this one is suggested or dismissed."))
    rated = other.double_checks.begun().first()
    if rated:
        raise WrongState(
            _("Two people rate “%(question)s” unseen by each other, so it stays asked.")
            % {"question": rated.get_question_display()}
        )
    if Assessment.objects.approved().filter(claim=other).exists():
        raise WrongState(
            _("A verdict on the other claim was approved, so it stays: merge this one into it.")
        )


def _move(claim: Claim, other: Claim) -> None:
    raised = {"claim": claim, "version": F("version") + 1}
    Evidence.objects.filter(claim=other).update(**raised)
    checks.merged(claim, other)
    known = ExternalCheck.objects.filter(claim=claim).values("key")
    ExternalCheck.objects.filter(claim=other).exclude(key__in=known).update(**raised)
    ReplyRequest.objects.filter(claim=other).update(**raised)
    Anchor.objects.filter(pk__in=_places(claim, other)).update(claim=claim)
    for question in ("asks_said", "asks_true"):
        setattr(claim, question, getattr(claim, question) or getattr(other, question))
    if not claim.attribution.exists():
        give_chain(other, claim)
    _link(claim, other)
    labels = Labelling.objects.filter(claim=claim).values("label")
    Labelling.objects.filter(claim=other).exclude(label__in=labels).update(claim=claim)
    people = Watch.objects.filter(claim=claim).values("person")
    Watch.objects.filter(claim=other).exclude(person__in=people).update(claim=claim)


def _places(claim: Claim, other: Claim) -> list[int]:
    """Places of the other on words that the claim has not: two places of one share none."""
    taken = [one.place for one in Anchor.objects.current().filter(claim=claim) if one.place]
    return [
        one.pk
        for one in Anchor.objects.current().filter(claim=other)
        if one.place is None
        or not any(one.place[0] < end and start < one.place[1] for start, end in taken)
    ]


def give_chain(source: Claim, target: Claim) -> None:
    """The target says who says it as the source does."""
    steps = list(source.attribution.order_by("position"))
    for step in steps:
        step.pk, step.claim = None, target
    AttributionStep.objects.bulk_create(steps)


def _link(claim: Claim, other: Claim) -> None:
    """Links of the other are the claim's, too; its own show only where they lead to."""
    fresh = []
    for link in ClaimLink.objects.of(other).exclude(Q(claim=claim) | Q(other=claim)):
        ends = [claim if pk == other.pk else None for pk in (link.claim_id, link.other_id)]
        one = ends[0].pk if ends[0] else link.claim_id
        two = ends[1].pk if ends[1] else link.other_id
        if link.kind in ClaimLink.SYMMETRIC:
            one, two = sorted((one, two))
        fresh.append(
            ClaimLink(claim_id=one, other_id=two, kind=link.kind, created_by=link.created_by)
        )
    ClaimLink.objects.bulk_create(fresh, ignore_conflicts=True)


def notify_pages(claim: Claim) -> None:
    """Open pages hear of a claim that came by."""
    notify("claim", desk=claim.desk_id, article=claim.article_id, pk=claim.pk)
