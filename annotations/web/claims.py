"""Everything that is done with one claim: each view one call of a service."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from annotations import access
from annotations.errors import DomainError, Invalid, NotFound, Stale
from annotations.models import Claim, Event, Source, User
from annotations.services import assessments, claims, evidence, sources, stages

from . import panels
from .selections import selection_of


@require_GET
def panel(request, pk: int):
    """The claim as a fragment; a browser that asks for the page gets the workbench with it open."""
    claim = panels.load_claim(request, pk)
    if request.htmx:
        return render(request, "workbench/claim.html", panels.context(request, claim))
    url = reverse("article", args=[claim.article_id])
    return redirect(f"{url}?claim={claim.pk}&question={panels.question_of(request, claim)}")


def seen_version(request) -> int:
    """The version the form was made from; a form without one is refused."""
    text = request.POST.get("version", "")
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Invalid("This form is incomplete: reload the page.")
    return int(text)


@require_POST
def save(request, pk: int):
    """The statement; against a stale version both statements are shown to choose from."""
    claim = panels.load_claim(request, pk)
    statement = request.POST.get("statement", "")
    try:
        claims.edit(
            actor=request.user,
            claim_id=pk,
            seen_version=seen_version(request),
            statement=statement,
        )
    except Stale as error:
        if error.current.statement != statement.strip():
            return conflict(request, claim, mine=statement)
        return panels.answer(request, pk)
    except DomainError as error:
        return panels.refusal(request, pk, error, "statement_form")
    return panels.answer(request, pk)


def conflict(request, claim: Claim, *, mine: str):
    """412: what somebody else saved beside what this person typed."""
    claim = panels.load_claim(request, claim.pk)
    last = Event.objects.of_claim(claim).exclude(actor_id=request.user.pk).first()
    question = panels.question_of(request, claim)
    return render(
        request,
        "workbench/conflict.html",
        {
            "article": claim.article,
            "claim": claim,
            "question": question,
            "position": panels.position(claim),
            "conflict": {
                "who": User.objects.filter(pk=last.actor_id).first() if last else None,
                "when": last.at if last else timezone.now(),
                "url": reverse("claim-save", args=[claim.pk]),
                "version": claim.version,
                "draft": f"claim-{claim.pk}-statement",
                "fields": [
                    {
                        "name": "statement",
                        "label": "Statement",
                        "theirs": claim.statement,
                        "mine": mine,
                    }
                ],
                "kept": [("question", question)],
            },
        },
        status=412,
    )


@require_POST
def attribution(request, pk: int):
    panels.load_claim(request, pk)
    names = ("speaker", "verb", "channel", "date", "form")
    columns = [request.POST.getlist(name) for name in names]
    rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=False)]
    rows = [row for row in rows if row["speaker"].strip()]
    try:
        steps = [row | {"date": _date(row["date"])} for row in rows]
        claims.edit(
            actor=request.user, claim_id=pk, seen_version=seen_version(request), attribution=steps
        )
    except Stale as error:
        message = "Somebody saved this claim meanwhile. Check the chain and save it again."
        return panels.answer(
            request, pk, status=412, message=message, attribution_form=_typed(rows, error)
        )
    except DomainError as error:
        return panels.refusal_with(request, pk, error, attribution_form=_typed(rows, error))
    return panels.answer(request, pk)


def _typed(rows: list[dict], error: DomainError) -> dict[str, object]:
    return {
        "rows": [row | {"speaker_name": row["speaker"]} for row in rows],
        "non_field_errors": [error.message],
    }


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid("Give dates as year-month-day.", field="attribution") from error


@require_POST
def action(request, pk: int, action: str):
    """take, assign, review, dismiss, reopen, accept."""
    claim = panels.load_claim(request, pk)
    if action not in panels.ACTIONS:
        raise NotFound
    given: dict[str, object] = {}
    if action in ("dismiss", "reopen"):
        given["note"] = request.POST.get("note", "")
    try:
        if action == "assign":
            given["user"] = _colleague(request, claim)
        getattr(stages, action)(actor=request.user, claim_id=pk, **given)
    except DomainError as error:
        return panels.refusal(request, pk, error, "action_form", refused_action=action)
    return panels.answer(request, pk)


def _colleague(request, claim: Claim) -> User | None:
    pk = request.POST.get("user", "")
    if not pk:
        return None
    found = User.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
    if found is None or access.role_on(found, claim.desk_id) is None:
        raise Invalid("This person is not on the desk.")
    return found


@require_POST
def place_again(request, pk: int):
    """Onto the selected words, when the claim's own are gone from the text."""
    panels.load_claim(request, pk)
    try:
        claims.place_again(actor=request.user, claim_id=pk, **selection_of(request))
    except DomainError as error:
        return panels.answer(request, pk, status=409, message=error.message)
    return panels.answer(request, pk)


@require_POST
def delete(request, pk: int):
    claim = panels.load_claim(request, pk)
    try:
        claims.delete(actor=request.user, claim_id=pk, seen_version=seen_version(request))
    except DomainError as error:
        return panels.refusal(request, pk, error, "action_form")
    url = reverse("article", args=[claim.article_id])
    return HttpResponse(headers={"HX-Redirect": url}) if request.htmx else redirect(url)


@require_POST
def add_evidence(request, pk: int):
    """Evidence from a known source, or from an address or title that becomes one."""
    claim = panels.load_claim(request, pk)
    post = request.POST
    try:
        access.require(request.user, "add evidence", claim.desk_id)
        evidence.add(
            actor=request.user,
            claim_id=pk,
            source_id=_source(request, claim),
            stance=post.get("stance", ""),
            question=panels.question_of(request, claim),
            excerpt=post.get("excerpt", ""),
            note=post.get("note", ""),
        )
    except DomainError as error:
        if error.field in ("url", "title"):
            error.field = "source_text"
        return panels.refusal(request, pk, error, "evidence_form")
    return panels.answer(request, pk)


def _source(request, claim: Claim) -> int:
    known = request.POST.get("source", "")
    if known.isdecimal() and len(known) < 19:
        return int(known)
    text = request.POST.get("source_text", "").strip()
    is_address = "://" in text or text.startswith(("www.", "javascript:", "data:"))
    if text.startswith("www."):
        text = f"https://{text}"
    about = {"url": text} if is_address else {"title": text}
    source, _ = sources.find_or_create(actor=request.user, desk=claim.article.desk, **about)
    return source.pk


@require_GET
def search_sources(request, pk: int):
    claim = panels.load_claim(request, pk)
    text = request.GET.get("source_text", "")[:500]
    found = Source.objects.filter(desk=claim.desk_id).completing(text).defer("search")
    if not text.strip():
        found = Source.objects.filter(desk=claim.desk_id).defer("search")
    return render(
        request,
        "workbench/found_sources.html",
        {"sources": found.order_by("-pk")[:8], "source_text": text},
    )


@require_POST
def propose(request, pk: int):
    claim = panels.load_claim(request, pk)
    try:
        assessments.propose(
            actor=request.user,
            claim_id=pk,
            question=panels.question_of(request, claim),
            rating=request.POST.get("rating", ""),
            rationale=request.POST.get("rationale", ""),
        )
    except DomainError as error:
        return panels.refusal(request, pk, error, "assessment_form")
    return panels.answer(request, pk)
