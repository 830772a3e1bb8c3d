"""New articles: pasted, or as files."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import DomainError, Invalid, NotAllowed, NotFound
from annotations.models import Article, Desk
from annotations.services.articles import articles

from ..shell.context import desk_at_hand, desks_where
from ..shell.refusal import on_refusal
from .forms import ArticleForm, checked, form_page
from .words import parts_in_words


def add(request):
    """GET the form, POST a pasted text."""
    desks = _desks(request)
    form = ArticleForm(request.POST or None, desks=desks, initial={"desk": _first(request, desks)})
    drawn = form_page(request, "articles/add.html", form, **_about(request, desks))
    if request.method != "POST":
        return drawn()
    with on_refusal(drawn):
        article = articles.create(actor=request.user, **checked(form))
    return redirect("article", article.pk)


def upload(request):
    """One file, answered in JSON; without scripts several files, answered by a page."""
    if not request.accepts("text/html"):
        with on_refusal(problem):
            article = _from_file(request, *_only(request.FILES.getlist("file")))
        url = reverse("article", args=[article.pk])
        answer = {
            "url": url,
            "headline": article.headline,
            "left_out": parts_in_words(article.left_out),
        }
        return JsonResponse(answer, status=201)
    desks = _desks(request)
    outcomes = [_outcome(request, file) for file in request.FILES.getlist("file")]
    is_good = bool(outcomes) and not any(one["error"] for one in outcomes)
    if is_good and not any(one["left_out"] for one in outcomes):
        return redirect("articles")
    shown = _about(request, desks) | {"form": ArticleForm(desks=desks), "outcomes": outcomes}
    return render(request, "articles/add.html", shown, status=200 if is_good else 422)


def _outcome(request, file: UploadedFile) -> dict[str, object]:
    """What became of one file of several: a bad one never spoils the others."""
    outcome: dict[str, object] = {
        "name": file.name, "article": None, "error": "", "left_out": "",
    }  # fmt: skip
    try:
        article = _from_file(request, file)
    except DomainError as error:
        return outcome | {"error": error.message}
    return outcome | {"article": article, "left_out": parts_in_words(article.left_out)}


def _from_file(request, file: UploadedFile) -> Article:
    return articles.create_from_file(
        actor=request.user,
        desk=_desk_named(request),
        data=file.read(settings.MEDIA_MAX_BYTES + 1),
        filename=file.name or "",
        media_type=file.content_type or "",
    )


def _only(files: list[UploadedFile]) -> list[UploadedFile]:
    if len(files) != 1:
        raise Invalid(_("Send one file in the field `file`."), field="file")
    return files


def problem(error: DomainError) -> JsonResponse:
    """A refusal for js/articles/upload.js."""
    errors = [{"field": error.field, "message": error.message}] if error.field else []
    body = {"title": error.title, "status": error.status, "detail": error.message, "errors": errors}
    return JsonResponse(body, status=error.status, content_type="application/problem+json")


def _desk_named(request) -> Desk:
    """An unknown or foreign desk in a form is a rule broken, not a missing page."""
    try:
        return access.load_desk(request.user, request.POST.get("desk", ""))
    except NotFound as error:
        raise Invalid(_("Choose one of your desks."), field="desk") from error


def _desks(request) -> list[Desk]:
    desks = desks_where(request.user, "add article")
    if not desks:
        raise NotAllowed(_("Only reporters, checkers and editors can add articles."))
    return desks


def _first(request, desks: list[Desk]) -> Desk:
    """The desk that is offered: the one at hand if one may add there."""
    at_hand = desk_at_hand(request)
    return at_hand if at_hand in desks else desks[0]


def _about(request, desks: list[Desk]) -> dict[str, object]:
    return {
        "desks": desks,
        "upload_desk": _first(request, desks),
        "may_import": access.may(request.user, "import", _first(request, desks).pk),
        "most_megabytes": settings.MEDIA_MAX_BYTES // 1_000_000,
    }
