"""The list of articles, and an article's original file."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from annotations.errors import NotFound
from annotations.models import Article, Desk, Original, Stage, WorkerHeartbeat
from annotations.models.articles.articles import languages_of

from ..shell.context import desk_at_hand, desks_where
from ..shell.languages import choices as choices_of_languages
from ..shell.paging import page_of
from ..workbench import spans, tagging_progress
from ..workbench.draw import load_article
from .words import claims_in_words, claims_left

FILTERS = ("search", "stage", "language")
MOST_LANGUAGES = 40
LONGEST_SEARCH = 200


def index(request):
    """The list: search, filters, newest first; htmx gets the rows only."""
    page = page_of(request, _filtered(request).for_lists())
    tagging_progress.describe(page.rows)
    tones = spans.tones_of(page.rows)
    for row in page.rows:
        row.tones = tones[row.pk]
        row.claims_told, row.claims_left = claims_in_words(row), claims_left(row)
    shown = {
        "page": page,
        "is_filtered": any(request.GET.get(name) for name in FILTERS),
        "desks": desks_where(request.user, "add article"),
        "workers": WorkerHeartbeat.objects.alive().count(),
    }
    if request.htmx:
        return render(request, "articles/rows.html", shown)
    return render(request, "articles/list.html", shown | _choices(request))


def _filtered(request):
    """The person's articles, of the desk at hand, that fit the address."""
    rows, given = Article.objects.visible_to(request.user), request.GET
    desk = desk_at_hand(request)
    if desk:
        rows = rows.filter(desk=desk)
    if given.get("search", "").strip():
        rows = rows.matching(given["search"][:LONGEST_SEARCH])
    if given.get("stage") in Stage.values:
        rows = rows.with_stage(given["stage"])
    if given.get("language"):
        rows = rows.filter(language=given["language"][:16])
    return rows


def _choices(request) -> dict[str, object]:
    """What the filters offer."""
    filters = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    desks = Desk.objects.visible_to(request.user).values_list("pk", flat=True)
    return {
        "given": request.GET,
        "export_query": urlencode(filters),
        "stages": Stage.choices,
        "languages": choices_of_languages(languages_of(desks, MOST_LANGUAGES)),
    }


def original(request, pk: int):
    """The file as it was uploaded: always a download, never shown from this site."""
    article = load_article(request, pk)
    found = Original.objects.filter(article=article).first()
    if found is None:
        raise NotFound
    return HttpResponse(
        bytes(found.content),
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(True, found.filename),
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
