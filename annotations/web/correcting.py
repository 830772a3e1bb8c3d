"""Corrections: of an article's text, which makes a revision, and of what is said about it."""

from django.contrib import messages
from django.shortcuts import redirect

from annotations import access
from annotations.errors import DomainError, Stale
from annotations.models import Article, Revision
from annotations.services import articles, revisions

from .answers import seen_version
from .comparing import differences
from .conflicts import Field, differing
from .drawing import load_article
from .forms import DAY_AND_TIME, DetailsForm, RevisionForm, checked, form_page


def edit(request, pk: int):
    """The text. A stale form shows both texts and where they differ; nothing is lost."""
    article = _load(request, pk, "revise article")
    start = {"text": _text_of(article), "version": article.version}
    form = RevisionForm(request.POST or None, initial=start)
    drawn = form_page(request, "articles/edit.html", form, article=article, page="text")
    if request.method != "POST":
        return drawn()
    request.redraw = lambda error: _text_again(request, pk, drawn, error)
    _, carried = revisions.revise(actor=request.user, article_id=pk, **_seen(checked(form)))
    messages.success(request, fate_in_words(carried))
    return redirect("article", pk)


def details(request, pk: int):
    """Headline, outlet and the like."""
    article = _load(request, pk, "edit article")
    start = {name: getattr(article, name) for name in DetailsForm.NAMES}
    form = DetailsForm(request.POST or None, initial=start | {"version": article.version})
    about = {"article": article, "page": "details"}
    about["may_delete"] = access.may(request.user, "delete article", article.desk_id)
    drawn = form_page(request, "articles/details.html", form, **about)
    if request.method != "POST":
        return drawn()
    request.redraw = lambda error: _details_again(request, pk, drawn, error)
    articles.edit(actor=request.user, article_id=pk, **_seen(checked(form)))
    messages.success(request, "Saved.")
    return redirect("article", pk)


def delete(request, pk: int):
    """The article with everything on it; the service refuses what is on the record."""
    article = _load(request, pk, "delete article")
    articles.delete(actor=request.user, article_id=pk, seen_version=seen_version(request))
    messages.success(request, f"Deleted “{article.headline}”.")
    return redirect("articles")


def fate_in_words(carried: revisions.Carried) -> str:
    """What became of the highlights, for the toast."""
    kept = carried.unchanged + carried.moved + carried.changed
    if not kept and not carried.orphaned:
        return "Saved as a new revision."
    if not carried.orphaned:
        return f"Saved as a new revision. All {kept} highlights kept their words."
    lost = f"{kept} highlights kept their words, {carried.orphaned} lost them"
    return f"Saved as a new revision. {lost}: see the list of claims."


def _load(request, pk: int, action: str) -> Article:
    article = load_article(request, pk)
    access.require(request.user, action, article.desk_id)
    return article


def _text_of(article: Article) -> str:
    return Revision.objects.values_list("text", flat=True).get(pk=article.current_revision_id)


def _seen(given: dict) -> dict[str, object]:
    """The form's data for a service: `version` is the one that was seen."""
    return {name: value for name, value in given.items() if name != "version"} | {
        "seen_version": given["version"]
    }


def _again(request, form_class: type, drawn, error: DomainError, current: Article, **more):
    """The form as it was typed, made for the version that stands now."""
    typed = request.POST.copy()
    typed["version"] = current.version
    return drawn(error, form=form_class(typed), **more)


def _text_again(request, pk: int, drawn, error: DomainError):
    if not isinstance(error, Stale):
        return drawn(error)
    current = load_article(request, pk)
    theirs, mine = _text_of(current), request.POST.get("text", "").replace("\r\n", "\n")
    if theirs == mine:
        return redirect("article", pk)
    rows = differences(theirs, mine)
    return _again(request, RevisionForm, drawn, error, current, theirs=theirs, differences=rows)


def _details_again(request, pk: int, drawn, error: DomainError):
    if not isinstance(error, Stale):
        return drawn(error)
    current = load_article(request, pk)
    fields = differing(*(_field(request, current, name) for name in DetailsForm.NAMES))
    return _again(request, DetailsForm, drawn, error, current, conflict=fields)


def _field(request, current: Article, name: str) -> Field:
    theirs = getattr(current, name)
    if name == "published_at":
        theirs = theirs.strftime(DAY_AND_TIME) if theirs else ""
    label = DetailsForm.base_fields[name].label or name.capitalize()
    return Field(name, label, theirs, request.POST.get(name, ""))
