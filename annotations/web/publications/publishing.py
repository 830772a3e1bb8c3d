"""*Publish*: the page on which an editor makes a claim or an article public, or takes it down."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import DomainError
from annotations.models import Article, Claim, Publication, PublishedVerdict, Stage
from annotations.services.publications import publishing, settings

from ..claims.panel import load_claim
from ..claims.responses import seen_version
from ..shell.refusal import on_refusal
from ..workbench.draw import load_article


def claim(request, pk: int):
    """Where the claim stands with the public; a POST publishes it."""
    row = load_claim(request, pk)
    draw = partial(_page, request, row.article, row)
    if request.method != "POST":
        return draw()
    access.require(request.user, publishing.ACTION, row.desk_id)
    with on_refusal(draw):
        publishing.publish_claim(
            actor=request.user, claim_id=row.pk, seen_version=seen_version(request)
        )
    messages.success(request, _("Published. Everybody can read it now."))
    return redirect("claim-publish", pk)


def article(request, pk: int):
    """The same for an article with its checked claims."""
    row = load_article(request, pk)
    draw = partial(_page, request, row, None)
    if request.method != "POST":
        return draw()
    access.require(request.user, publishing.ACTION, row.desk_id)
    with on_refusal(draw):
        publishing.publish_article(
            actor=request.user, article_id=row.pk, seen_version=seen_version(request)
        )
    messages.success(request, _("Published. Everybody can read it now."))
    return redirect("article-publish", pk)


def unpublish(request, pk: int):
    row = access.load(Publication.objects.all(), request.user, pk)
    access.require(request.user, publishing.ACTION, row.desk_id)
    publishing.unpublish(
        actor=request.user, publication_id=row.pk, seen_version=seen_version(request)
    )
    messages.success(request, _("Taken down. Readers see that a fact-check was here."))
    if row.claim_id:
        return redirect("claim-publish", row.claim_id)
    return redirect("article-publish", row.article_id) if row.article_id else redirect("home")


def _shown_on(page: Publication | None):
    """The claims of which the page shows a verdict."""
    return PublishedVerdict.objects.filter(publication=page).values("assessment__claim")


def _page(request, article: Article, claim: Claim | None, error: DomainError | None = None):
    kind = Publication.Kind.CLAIM if claim else Publication.Kind.ARTICLE
    found = Publication.objects.filter(article=article, kind=kind, claim=claim)
    page = found.select_related("published_by", "unpublished_by").first()
    claims = Claim.objects.filter(article=article, stage=Stage.CHECKED)
    context = {
        "article": article,
        "claim": claim,
        "publication": page,
        "is_standing": page is not None and not page.is_gone,
        "is_on": settings.are_on(article.desk_id),
        "checked": claims.count(),
        "new": claims.exclude(pk__in=_shown_on(page)).count(),
        "version": (claim or article).version,
        "may": access.may(request.user, publishing.ACTION, article.desk_id),
        "error": error,
    }
    status = error.status if error else 200
    return render(request, "publications/publish.html", context, status=status)
