"""Names of an article are reviewed, or are to be looked at again."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render

from annotations.errors import DomainError
from annotations.models import Article
from annotations.services.entities import names_review

from ..shell.refusal import on_refusal
from ..workbench import names_review as workbench_names_review
from ..workbench import spans
from ..workbench.draw import load_article
from ..workbench.selections import number_of


def review(request, pk: int):
    """POST: revision; `again` takes the review back."""
    article = load_article(request, pk)
    verb = names_review.look_again if "again" in request.POST else names_review.review_names
    with on_refusal(partial(_shown, request, article)):
        verb(actor=request.user, revision_id=number_of(request, "revision"))
    return _shown(request, article) if request.htmx else redirect("article", pk)


def _shown(request, article: Article, error: DomainError | None = None) -> HttpResponse:
    shown = {
        "article": article,
        **workbench_names_review.of_article(request.user, article),
        **spans.refreshed(article),
    }
    message = error.message if error else ""
    status = error.status if error else 200
    return render(
        request, "entities/names_reviewed.html", shown | {"review_message": message}, status=status
    )
