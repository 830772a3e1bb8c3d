"""The list of articles, new ones, corrections, originals."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from annotations import access
from annotations.errors import DomainError, Invalid, NotAllowed, NotFound, Stale
from annotations.models import Article, Claim, Original, Stage, TaggingRun, WorkerHeartbeat
from annotations.services import articles, revisions

from . import workbench
from .context import may_anywhere
from .forms import ArticleForm, RevisionForm, refuse
from .paging import page_of
from .spans import shown_verdict, verdicts_of

STAGES = [choice for choice in Stage.choices if choice[0] != Stage.SUGGESTED]


@require_GET
def index(request):
    """The list: search, filters, newest first; htmx gets the rows only."""
    rows = filtered(request, Article.objects.visible_to(request.user)).for_lists()
    page = page_of(request, rows)
    describe(page.rows)
    desks = may_anywhere(request.user, "add article")
    template = "articles/rows.html" if request.htmx else "articles/list.html"
    return render(
        request,
        template,
        {
            "page": page,
            "given": request.GET,
            "is_filtered": any(request.GET.get(n) for n in ("search", "stage", "language")),
            "stages": STAGES,
            "languages": languages(request.user),
            "desks": desks,
            "workers": WorkerHeartbeat.objects.alive().count(),
        },
    )


def filtered(request, rows):
    given = request.GET
    if given.get("desk"):
        rows = rows.filter(desk=access.load_desk(request.user, given["desk"]))
    if given.get("search", "").strip():
        rows = rows.matching(given["search"][:200])
    if given.get("stage") in Stage.values:
        rows = rows.with_stage(given["stage"])
    if given.get("language"):
        rows = rows.filter(language=given["language"][:16])
    return rows


def languages(user) -> list[str]:
    """The languages of the person's articles, for the filter."""
    rows = Article.objects.visible_to(user).order_by("language")
    return list(rows.values_list("language", flat=True).distinct()[:30])


def describe(rows: list[Article]) -> None:
    """Adds verdict counts and places in the queue to a page's rows, in two queries."""
    claims = Claim.objects.filter(article__in=[row.pk for row in rows])
    claims = claims.exclude(stage__in=[Stage.SUGGESTED, Stage.DISMISSED])
    verdicts = verdicts_of(claims.values("pk"))
    tones: dict[int, dict[str, int]] = {}
    for pk, article, asks_true in claims.values_list("pk", "article_id", "asks_true"):
        tone, _ = shown_verdict(verdicts.get(pk, {}), asks_true=asks_true)
        counts = tones.setdefault(article, {})
        counts[tone] = counts.get(tone, 0) + 1
    newest = TaggingRun.objects.in_bulk([row.run_id for row in rows if row.run_id])
    for row in rows:
        row.tones = tones.get(row.pk, {})
        row.claim_count = sum(row.tones.values())
        row.run = newest.get(row.run_id)


@require_http_methods(["GET", "POST"])
def add(request):
    desks = may_anywhere(request.user, "add article")
    if not desks:
        raise NotAllowed("Reporters and above add articles.")
    form = ArticleForm(request.POST or None, desks=desks)
    if request.method == "POST" and form.is_valid():
        try:
            article = articles.create(actor=request.user, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect("article", article.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "articles/add.html", {"form": form, "desks": desks}, status=status)


@require_POST
def upload(request):
    """One file of a drop, answered in JSON; without scripts several files and a page."""
    files = request.FILES.getlist("file")
    try:
        if not files:
            raise Invalid("Choose a file.", field="file")
        desk = access.load_desk(request.user, request.POST.get("desk", ""))
        made = [_from_file(request, desk, file) for file in files]
    except DomainError as error:
        problem = {"detail": error.message, "errors": []}
        if request.accepts("text/html"):
            messages.error(request, error.message)
            return redirect("article-add")
        return JsonResponse(problem, status=error.status)
    if request.accepts("text/html"):
        return redirect("articles")
    url = reverse("article", args=[made[0].pk])
    return JsonResponse({"url": url, "headline": made[0].headline}, status=201)


def _from_file(request, desk, file) -> Article:
    return articles.create_from_file(
        actor=request.user,
        desk=desk,
        data=file.read(settings.MEDIA_MAX_BYTES + 1),
        filename=file.name or "",
        media_type=file.content_type or "",
    )


@require_http_methods(["GET", "POST"])
def edit(request, pk: int):
    """A correction: the text as a new revision. A stale form shows both texts, nothing is lost."""
    article = workbench.load(request, pk)
    access.require(request.user, "revise article", article.desk_id)
    current = {"text": article.current_revision.text, "version": article.version}
    form = RevisionForm(request.POST or None, initial=current)
    theirs = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        version = given.pop("version")
        try:
            _, carried = revisions.revise(
                actor=request.user, article_id=pk, seen_version=version, **given
            )
        except Stale as error:
            theirs = article.current_revision.text
            typed = request.POST.copy()
            typed["version"] = error.current.version
            form = RevisionForm(typed)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _fate(carried))
            return redirect("article", pk)
    status = 412 if theirs else 422 if request.method == "POST" else 200
    shown = {"article": article, "form": form, "theirs": theirs}
    return render(request, "articles/edit.html", shown, status=status)


def _fate(carried: revisions.Carried) -> str:
    kept = carried.unchanged + carried.moved
    if carried.orphaned:
        return (
            f"Corrected. {kept} highlights kept; {carried.orphaned} lost their words: see the list."
        )
    return f"Corrected. All {kept} highlights kept their words."


@require_GET
def original(request, pk: int):
    """The file as it was uploaded: always a download, never shown from this site."""
    article = workbench.load(request, pk)
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
