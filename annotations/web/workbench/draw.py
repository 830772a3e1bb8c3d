"""The panel as a fragment, or in the whole workbench for a browser that asks for the page."""

from django.http import HttpResponse
from django.shortcuts import render

from annotations import access
from annotations.models import Article, Redaction, Revision
from annotations.services.publications import settings

from . import names_review, spans, tagging_progress
from .render import segments
from .toast import offer

TEMPLATES = {
    "list": "claims/claim_list.html",
    "claim": "claims/claim.html",
    "mention": "entities/mention.html",
    "thread": "comments/thread.html",
    "conflict": "claims/conflict.html",
}


ARTICLE = access.Loader(lambda: Article.objects.select_related("desk").defer("search"))


def load_article(request, pk: object) -> Article:
    """The article if this person may see it, without its text; raises NotFound."""
    return ARTICLE.load(request.user, pk)


def draw(request, shown: dict, *, status: int = 200, refresh: bool = False) -> HttpResponse:
    """`shown` is the context of the panel it names (`panel`), with its `article`.

    `refresh`: something was changed, spans and counts go along.
    """
    article = shown["article"]
    if request.htmx:
        more = {"offer": offer(request)} | spans.refreshed(article) if refresh else {}
        return render(request, TEMPLATES[shown["panel"]], more | shown, status=status)
    page = page_context(request, article)
    page["may"] = shown.get("may", {}) | page["may"]
    return render(request, "workbench/page.html", shown | page, status=status)


def page_context(request, article: Article) -> dict[str, object]:
    """What templates/workbench/page.html needs beside its panel."""
    revisions = Revision.objects.filter(article=article).without_text()
    revision = Revision.objects.get(pk=article.current_revision_id)
    # Before the spans: a run that ends in between is still shown as under way, and asked for again.
    run = tagging_progress.of_article(article)
    rows = spans.span_rows(article)
    return {
        "article": article,
        "revision": revision,
        "revisions": list(revisions.select_related("created_by").order_by("-number")),
        "segments": segments(revision.text, revision.blocks, revision.links),
        "spans": rows,
        "counts": spans.counts_of(article, rows),
        "taken_down": Redaction.objects.in_article(article.pk).select_related("requested_by")[:3],
        "may": {
            "annotate": access.may(request.user, "add claim", article.desk_id),
            "comment": access.may(request.user, "comment", article.desk_id),
            "put_aside": access.may(request.user, "dismiss", article.desk_id),
            "check": access.may(request.user, "propose", article.desk_id),
            "approve": access.may(request.user, "decide", article.desk_id),
            "revise": access.may(request.user, "revise article", article.desk_id),
            "embargo": access.may(request.user, "keep embargoes", article.desk_id),
            "publish": settings.may_publish(request.user, article.desk_id),
            "tag": access.may(request.user, "tag again", article.desk_id),
            "send": access.may(request.user, "send article away", article.desk_id),
        },
        **names_review.of_article(request.user, article),
        **run,
    }
