"""Verdicts: proposed with a rationale, approved or returned by a second person."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from annotations import access
from annotations.errors import DomainError, Stale, WrongState
from annotations.models import Assessment, Claim
from annotations.services.claims import assessments

from ..workbench.draw import draw
from . import next_review, panel, seen
from .responses import PanelForm, address, answer, changing, refused, seen_version

PROPOSE = PanelForm("assessment_form", ("rating", "rationale"))
REVIEW = PanelForm("review_form", ("note",))
CHANGED = _("The claim or its evidence changed since you opened it: look again, then decide.")
DONE = {assessments.approve: _("Approved"), assessments.return_: _("Returned to %(author)s")}
# On the page of another article: when there is a next one, and when it was the last.
NEXT = {
    assessments.approve: _("Approved: “%(statement)s”. Here is the next one to review."),
    assessments.return_: _(
        "Returned to %(author)s: “%(statement)s”. Here is the next one to review."
    ),
}
LAST = {
    assessments.approve: _("Approved: “%(statement)s”. Nothing else is left to review."),
    assessments.return_: _(
        "Returned to %(author)s: “%(statement)s”. Nothing else is left to review."
    ),
}


def propose(request, pk: int):
    with changing(request, pk, PROPOSE) as claim:
        question = panel.question_of(request, claim)
        assessments.propose(
            actor=request.user,
            claim_id=pk,
            question=question,
            rating=request.POST.get("rating", ""),
            rationale=request.POST.get("rationale", ""),
        )
    return answer(request, claim, question=question)


def propose_again(request, pk: int):
    """It still holds: the verdict is proposed as it was, on the claim as it is."""
    row = _assessment(request, pk)
    with changing(request, row.claim_id, REVIEW, question=row.question) as claim:
        version = seen_version(request)
        try:
            assessments.propose_again(actor=request.user, assessment_id=pk, seen_version=version)
        except Stale as error:
            raise WrongState(CHANGED) from error
    return answer(request, claim, question=row.question)


def approve(request, pk: int):
    return _decide(request, pk, assessments.approve)


def return_(request, pk: int):
    return _decide(request, pk, assessments.return_)


def _decide(request, pk: int, verb):
    """About what the person saw; then the next one to review opens."""
    row = _assessment(request, pk)
    form = replace(REVIEW, typed=lambda request, error: _typed(request, error, pk))
    with changing(request, row.claim_id, form, question=row.question) as claim:
        access.require_decision(request.user, row, claim.desk_id)
        version, then = seen_version(request), seen.sent(request.POST.get("seen", ""))
        _require_seen(row, claim, then)
        queue = next_review.queue(request)
        try:
            verb(
                actor=request.user,
                assessment_id=pk,
                note=request.POST.get("note", ""),
                seen_version=version,
            )
        except Stale as error:
            _require_seen(_assessment(request, pk), panel.load_claim(request, claim.pk), then)
            raise seen.ChangedMeanwhile([]) from error
    return _go_on(request, claim, row, next_review.after(request, queue, claim), verb)


def _assessment(request, pk: int) -> Assessment:
    rows = Assessment.objects.select_related("rating", "author", "reviewer")
    return access.load(rows, request.user, pk)


def _require_seen(row: Assessment, claim: Claim, then: dict[str, str]) -> None:
    """Raises ChangedMeanwhile when what stands is not what was on the page."""
    with translation.override(then[seen.LANGUAGE]):
        differences = seen.differing(then, panel.standing(row, claim))
    if differences:
        raise seen.ChangedMeanwhile(differences)


def _typed(request, error: DomainError, pk: int) -> dict[str, object]:
    """The note stays with the assessment that it is about, beside what changed meanwhile."""
    changed = {"differences": error.differences} if isinstance(error, seen.ChangedMeanwhile) else {}
    return refused(request, error, REVIEW) | {"pk": pk} | changed


def _go_on(request, claim: Claim, row: Assessment, following, verb):
    """To the next one to review, on this page or its own; to the same claim when none is left."""
    # Within a sentence, which has a full stop of its own.
    named = {"author": row.author, "statement": claim.statement.removesuffix(".")}
    decided = {"words": DONE[verb] % named, "claim": claim, "is_last": following is None}
    shown, asked = following or (claim, row.question)
    if request.htmx and shown.article_id == claim.article_id:
        fresh = panel.load_claim(request, shown.pk)
        context = panel.context(request, fresh, question=asked, decided=decided)
        return draw(request, context, refresh=True)
    sentences = LAST if following is None else NEXT
    messages.success(request, sentences[verb] % named)
    go = HttpResponseClientRedirect if request.htmx else redirect
    return go(address(shown, asked))
