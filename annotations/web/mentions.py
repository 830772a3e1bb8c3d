"""Mentions: marked, looked at, decided."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from annotations import access
from annotations.errors import DomainError, Stale
from annotations.models import Article, Label, Mention
from annotations.services import mentions

from . import spans
from .claims import seen_version
from .selections import selection_of


def load(request, pk: int) -> Mention:
    rows = Mention.objects.select_related("article", "entity").defer(
        "article__search", "entity__search"
    )
    return access.load(rows, request.user, pk)


def context(request, mention: Mention, **more: object) -> dict[str, object]:
    """What templates/workbench/mention.html needs."""
    others = Mention.objects.filter(
        revision=mention.revision_id, entity=mention.entity_id, entity__isnull=False
    )
    return {
        "article": mention.article,
        "mention": mention,
        "labels": Label.choices,
        "others": others.exclude(pk=mention.pk).count(),
        "may": {"annotate": access.may(request.user, "edit mention", mention.desk_id)},
        "panel": "mention",
        **more,
    }


@require_GET
def panel(request, pk: int):
    mention = load(request, pk)
    if request.htmx:
        return render(request, "workbench/mention.html", context(request, mention))
    return redirect(f"{reverse('article', args=[mention.article_id])}?mention={pk}")


@require_POST
def create(request, pk: int):
    """A mention from a selection; the answer is the panel with it."""
    article = access.load(Article.objects.defer("search"), request.user, pk)
    access.require(request.user, "edit mention", article.desk_id)
    try:
        mention = mentions.create(
            actor=request.user, label=request.POST.get("label", ""), **selection_of(request)
        )
    except DomainError as error:
        return HttpResponse(error.message, status=error.status, content_type="text/plain")
    return _answer(request, mention.pk)


@require_POST
def save(request, pk: int):
    load(request, pk)
    changes = {name: request.POST[name] for name in ("label", "state") if request.POST.get(name)}
    try:
        mentions.edit(
            actor=request.user, mention_id=pk, seen_version=seen_version(request), **changes
        )
    except Stale:
        message = "Somebody else decided on this meanwhile: look again."
        return _answer(request, pk, status=412, message=message)
    except DomainError as error:
        return _answer(request, pk, status=422, message=error.message)
    return _answer(request, pk)


def _answer(request, pk: int, *, status: int = 200, **more: object):
    mention = load(request, pk)
    if not request.htmx and status == 200:
        return redirect(f"{reverse('article', args=[mention.article_id])}?mention={pk}")
    rows = spans.span_rows(mention.article)
    more |= {
        "refresh": True,
        "spans": rows,
        "counts": spans.counts_of(mention.article, rows),
    }
    return render(
        request, "workbench/mention.html", context(request, mention, **more), status=status
    )
