"""The claim panel: its context, and the answers of everything that is done in it."""

from django.shortcuts import redirect, render
from django.urls import reverse

from annotations import access
from annotations.errors import DomainError
from annotations.models import (
    Anchor,
    Assessment,
    AttributionStep,
    Claim,
    Evidence,
    Question,
    Rating,
    Stage,
    User,
)

from . import history, spans

ACTIONS = {
    "take": (Stage.OPEN,),
    "review": (Stage.CHECKING,),
    "dismiss": (Stage.OPEN, Stage.CHECKING, Stage.REVIEW, Stage.SUGGESTED),
    "reopen": (Stage.CHECKED, Stage.DISMISSED),
    "accept": (Stage.SUGGESTED,),
    "assign": (Stage.OPEN, Stage.CHECKING, Stage.REVIEW),
}


def load_claim(request, pk: int) -> Claim:
    claims = Claim.objects.select_related("article__current_revision", "assignee").defer(
        "search",
        "article__search",
        "article__current_revision__text",
        "article__current_revision__blocks",
        "article__current_revision__links",
    )
    return access.load(claims, request.user, pk)


def question_of(request, claim: Claim) -> str:
    """The one that is asked for, else `true` when the claim needs it."""
    asked = request.POST.get("question") or request.GET.get("question")
    if asked in Question.values:
        return asked
    return Question.TRUE if claim.asks_true else Question.SAID


def context(request, claim: Claim, **more: object) -> dict[str, object]:
    """What templates/workbench/claim.html needs."""
    question = question_of(request, claim)
    assessments = list(
        Assessment.objects.filter(claim=claim)
        .select_related("rating", "author", "reviewer")
        .order_by("-pk")
    )
    may = permissions(request.user, claim, assessments)
    here = [one for one in assessments if one.question == question]
    for one in here:
        one.is_mine = one.author_id == request.user.pk
        one.may_review = may["decide"] and not one.is_mine
    return {
        "article": claim.article,
        "claim": claim,
        "anchors": list(Anchor.objects.current().filter(claim=claim)),
        "position": position(claim),
        "questions": [_tab(name, claim, question, assessments) for name in Question],
        "question": question,
        "attribution": list(
            AttributionStep.objects.filter(claim=claim)
            .select_related("entity")
            .order_by("position")
        ),
        "evidence": list(
            Evidence.objects.filter(claim=claim, question=question)
            .select_related("source")
            .defer("source__search")
            .order_by("pk")
        ),
        "assessments": here,
        "scale": list(Rating.objects.scale(claim.desk_id, question)),
        "history": history.lines(claim),
        "may": may,
        "colleagues": _colleagues(claim) if may["assign"] else [],
        "panel": "claim",
        **more,
    }


def permissions(user, claim: Claim, assessments: list[Assessment]) -> dict[str, bool]:
    """What this person may do with the claim as it stands now."""
    desk = claim.desk_id
    may = {
        name: access.may(user, name, desk) and claim.stage in stages
        for name, stages in ACTIONS.items()
    }
    pending = any(one.state == Assessment.State.PROPOSED for one in assessments)
    may["review"] = may["review"] and pending
    is_live = claim.stage not in (Stage.SUGGESTED, Stage.DISMISSED)
    return may | {
        "edit": access.may_change_claim(user, "edit", claim),
        "delete": access.may_change_claim(user, "delete", claim),
        "evidence": access.may(user, "add evidence", desk),
        "assess": access.may(user, "propose", desk) and is_live,
        "decide": access.may(user, "decide", desk) and is_live,
        "annotate": access.may(user, "add claim", desk),
    }


def position(claim: Claim) -> dict[str, object]:
    """Place among the article's claims in the order of the text."""
    ids = list(
        Claim.objects.filter(article=claim.article_id).in_order().values_list("pk", flat=True)
    )
    at = ids.index(claim.pk)
    return {
        "index": at + 1,
        "count": len(ids),
        "previous": ids[at - 1] if at else None,
        "next": ids[at + 1] if at + 1 < len(ids) else None,
    }


def _tab(name: Question, claim: Claim, current: str, assessments: list[Assessment]) -> dict:
    of_question = [one for one in assessments if one.question == name]
    approved = next((one for one in of_question if one.state == "approved"), None)
    proposed = next((one for one in of_question if one.state == "proposed"), None)
    shown = approved or proposed
    stands = ""
    if approved:
        stands = f"approved by {approved.reviewer}, {approved.reviewed_at:%-d %b}"
        if approved.needs_another_look:
            stands = "needs another look"
    elif proposed:
        stands = f"proposed by {proposed.author}"
    elif name in claim.questions:
        stands = "nobody has proposed a verdict"
    return {
        "name": name.value,
        "label": name.label,
        "asked": name in claim.questions,
        "current": name == current,
        "verdict": shown.rating.tone if shown else "unchecked",
        "verdict_label": shown.rating.label if shown else "Unchecked",
        "proposed": approved is None and proposed is not None,
        "stands": stands,
    }


def _colleagues(claim: Claim) -> list[User]:
    return list(User.objects.filter(memberships__desk=claim.desk_id, is_active=True).order_by("pk"))


def refused(request, error: DomainError) -> dict[str, object]:
    """A form as it was sent, with its error beside the field that caused it."""
    form: dict[str, object] = {
        name: {"value": value, "errors": []} for name, value in request.POST.items()
    }
    if error.field in form:
        form[error.field]["errors"].append(error.message)
    else:
        form["non_field_errors"] = [error.message]
    return form


def answer(request, claim_id: int, *, status: int = 200, **more: object):
    """The panel after something was done: a fragment for htmx, else the way back to the page."""
    claim = load_claim(request, claim_id)
    if not request.htmx and status == 200:
        url = reverse("article", args=[claim.article_id])
        return redirect(f"{url}?claim={claim.pk}&question={question_of(request, claim)}")
    rows = spans.span_rows(claim.article)
    more |= {"refresh": True, "spans": rows, "counts": spans.counts_of(claim.article, rows)}
    return render(request, "workbench/claim.html", context(request, claim, **more), status=status)


def refusal(request, claim_id: int, error: DomainError, form_name: str, **more: object):
    """The panel with the form that was refused and everything that was typed into it."""
    if error.status == 404:
        raise error
    form = refused(request, error)
    if error.status in (403, 409):
        form.pop("non_field_errors", None)
        return answer(
            request, claim_id, status=409, message=error.message, **{form_name: form}, **more
        )
    return answer(request, claim_id, status=422, **{form_name: form}, **more)


def refusal_with(request, claim_id: int, error: DomainError, **forms: object):
    """The same, for a form that is more than its fields."""
    if error.status == 404:
        raise error
    return answer(request, claim_id, status=422 if error.status in (400, 422) else 409, **forms)
