"""The workbench: an article's text with everything that is on it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from annotations import access
from annotations.errors import DomainError
from annotations.models import Anchor, Article, Claim, Revision, TaggingRun, WorkerHeartbeat
from annotations.services import claims

from . import mentions, panels, spans
from .rendering import segments
from .selections import selection_of


def load(request, pk: int) -> Article:
    articles = Article.objects.select_related("current_revision", "desk").defer("search")
    return access.load(articles, request.user, pk)


@require_GET
def page(request, pk: int):
    article = load(request, pk)
    revision = article.current_revision
    rows = spans.span_rows(article)
    revisions = Revision.objects.filter(article=article).without_text()
    shown = {
        "article": article,
        "revision": revision,
        "revisions": list(revisions.select_related("created_by").order_by("-number")),
        "segments": segments(revision.text, revision.blocks, revision.links),
        "spans": rows,
        "counts": spans.counts_of(article, rows),
        **tagging(article),
        **_panel(request, article),
    }
    shown["may"] = shown.get("may", {}) | {
        "annotate": access.may(request.user, "add claim", article.desk_id),
        "revise": access.may(request.user, "revise article", article.desk_id),
    }
    shown["may"].setdefault("edit", access.may(request.user, "edit article", article.desk_id))
    return render(request, "workbench/page.html", shown)


def _panel(request, article: Article) -> dict[str, object]:
    """What the panel shows: the claim or mention the address names, else the list."""
    claim, mention = request.GET.get("claim"), request.GET.get("mention")
    if claim:
        row = panels.load_claim(request, claim)
        if row.article_id == article.pk:
            return panels.context(request, row)
    if mention:
        row = mentions.load(request, mention)
        if row.article_id == article.pk:
            return mentions.context(request, row)
    return list_context(request, article)


def list_context(request, article: Article) -> dict[str, object]:
    """What templates/workbench/claim_list.html needs."""
    rows = list(
        Claim.objects.filter(article=article)
        .defer("search")
        .select_related("assignee")
        .prefetch_related("assessments__rating")
        .in_order()
    )
    states = dict(
        Anchor.objects.filter(revision=article.current_revision_id)
        .order_by("-start", "-id")
        .values_list("claim_id", "state")
    )
    for row in rows:
        _describe(row, states.get(row.pk, Anchor.State.ORPHANED))
    return {
        "article": article,
        "claims": rows,
        "orphans": [row for row in rows if row.anchor_state == Anchor.State.ORPHANED],
        "may": {"annotate": access.may(request.user, "add claim", article.desk_id)},
        "panel": "list",
    }


def _describe(claim: Claim, anchor_state: str) -> None:
    question = "true" if claim.asks_true else "said"
    here = [one for one in claim.assessments.all() if one.question == question]
    approved = [one for one in here if one.state == "approved"]
    proposed = [one for one in here if one.state == "proposed"]
    shown = (approved or proposed or [None])[0]
    claim.verdict = shown.rating.tone if shown else "unchecked"
    claim.verdict_label = shown.rating.label if shown else "Unchecked"
    claim.proposed = not approved and bool(proposed)
    claim.anchor_state = anchor_state


@require_GET
def claim_list(request, pk: int):
    article = load(request, pk)
    return render(request, "workbench/claim_list.html", list_context(request, article))


@require_POST
def create_claim(request, pk: int):
    """A claim from a selection; the answer is the panel with it open."""
    article = load(request, pk)
    access.require(request.user, "add claim", article.desk_id)
    try:
        claim = claims.create(actor=request.user, **selection_of(request))
    except DomainError as error:
        return HttpResponse(error.message, status=error.status, content_type="text/plain")
    return panels.answer(request, claim.pk)


@require_GET
def state(request, pk: int):
    """The tagging state with fresh spans and counts: asked while a run is on."""
    article = load(request, pk)
    rows = spans.span_rows(article)
    return render(
        request,
        "workbench/state.html",
        {
            "article": article,
            "spans": rows,
            "counts": spans.counts_of(article, rows),
            **tagging(article),
        },
    )


def tagging(article: Article) -> dict[str, object]:
    """The newest run, its place in the queue, and how many workers live."""
    run = TaggingRun.objects.filter(article=article).in_order().first()
    is_queued = run is not None and run.state == TaggingRun.State.QUEUED
    return {
        "run": run,
        "place": TaggingRun.objects.ahead_of(run).count() if is_queued else 0,
        "workers": WorkerHeartbeat.objects.alive().count(),
    }
