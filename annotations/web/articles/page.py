"""The workbench: an article's text with everything that is on it."""

from functools import partial

from django.http import JsonResponse
from django.shortcuts import render

from annotations import access
from annotations.services.claims import claims

from ..claims import joining, panel, rows
from ..claims.responses import answer
from ..comments import views as comments
from ..entities import mentions
from ..shell.refusal import on_refusal
from ..workbench import spans, tagging_progress
from ..workbench.draw import draw, load_article
from ..workbench.selections import selection_of


def page(request, pk: int):
    """The whole workbench; `?claim=`, `?mention=` or `?thread=` opens one in the panel."""
    article = load_article(request, pk)
    return draw(request, panel_of(request, article, request.GET))


def panel_of(request, article, address) -> dict[str, object]:
    """What the address (its parameters) names, if it is this article's; else the list."""
    claim, mention = address.get("claim"), address.get("mention")
    if claim:
        row = joining.now(request, panel.load_claim(request, claim))
        if row.article_id == article.pk:
            return panel.context(request, row)
    if address.get("thread"):
        said = comments.load(request, address["thread"])
        if said.article_id == article.pk and not said.claim_id:
            return comments.panel_of(request, said)
    if mention:
        named = mentions.load(request, mention)
        if named.article_id == article.pk:
            return mentions.context(request, named)
    return rows.list_context(request, article)


def claim_list(request, pk: int):
    return draw(request, rows.list_context(request, load_article(request, pk)))


def create_claim(request, pk: int):
    """A claim from a selection; the answer is the panel with it open."""
    article = load_article(request, pk)
    with on_refusal(partial(rows.list_again, request, article)):
        access.require(request.user, "add claim", article.desk_id)
        claim = claims.create(actor=request.user, **selection_of(request)._asdict())
    return answer(request, claim)


def span_data(request, pk: int):
    """The rows that the page paints, as JSON."""
    article = load_article(request, pk)
    return JsonResponse(
        {"revision": article.current_revision_id, "spans": spans.span_rows(article)}
    )


def state(request, pk: int):
    """The tagging state with fresh spans and counts: asked while a run is on."""
    article = load_article(request, pk)
    may = {"tag": access.may(request.user, "tag again", article.desk_id)}
    shown = {"article": article, "may": may, **tagging_progress.of_article(article)}
    return render(request, "workbench/state.html", shown | spans.refreshed(article))
