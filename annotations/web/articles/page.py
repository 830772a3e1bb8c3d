"""The workbench: an article's text with everything that is on it."""

from functools import partial

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from annotations import access
from annotations.errors import NotFound, TakenDown
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
    """The whole workbench; `?claim=`, `?mention=` or `?thread=` opens one in the panel.

    What is not there (any more) is said above the list: the article is what the address leads to.
    """
    article = load_article(request, pk)
    try:
        shown = panel_of(request, article, request.GET)
    except NotFound as error:
        shown = rows.list_context(request, article, message=_not_here(error, request.GET))
    return draw(request, shown)


def panel_of(request, article, address) -> dict[str, object]:
    """What the address (its parameters) names, else the list; raises NotFound when it names
    something that is not, or not this article's."""
    if address.get("claim"):
        return _claim_of(request, article, address["claim"])
    if address.get("thread"):
        said = _if_here(article, comments.load(request, address["thread"]))
        if said.claim_id:
            return _claim_of(request, article, said.claim_id)
        return comments.panel_of(request, said)
    if address.get("mention"):
        named = _if_here(article, mentions.load(request, address["mention"]))
        return mentions.context(request, named)
    return rows.list_context(request, article)


def _claim_of(request, article, pk) -> dict[str, object]:
    row = joining.now(request, panel.load_claim(request, pk))
    return panel.context(request, _if_here(article, row))


def _if_here(article, row):
    if row.article_id != article.pk:
        raise NotFound
    return row


NOT_HERE = {
    "claim": gettext_lazy("This claim is not here: it was deleted, or is in another article."),
    "thread": gettext_lazy("This note is not here: it was deleted, or is in another article."),
    "mention": gettext_lazy("This mention is not here: it was deleted, or is in another article."),
}


def _not_here(error: NotFound, address) -> str:
    """What was taken down says so itself."""
    if isinstance(error, TakenDown):
        return error.message
    return str(next(words for name, words in NOT_HERE.items() if address.get(name)))


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
