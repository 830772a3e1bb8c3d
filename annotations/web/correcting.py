"""Corrections: of an article's text, which makes a revision, and of what is said about it."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render

from annotations import access
from annotations.errors import DomainError, Stale
from annotations.models import Article, Revision
from annotations.services import articles, carrying, revisions
from annotations.text.merge3 import merge

from .answers import seen_version
from .conflicts import Field, differing
from .drawing import load_article
from .forms import DAY_AND_TIME, AgainForm, DetailsForm, RevisionForm, checked, form_page


def edit(request, pk: int):
    """The text. A stale form shows both texts and where they differ; nothing is lost."""
    article = _load(request, pk, "revise article")
    start = {"text": _text_of(article), "version": article.version, "base": _number_of(article)}
    form = RevisionForm(request.POST or None, initial=start)
    about = {"article": article, "page": "text", "again": AgainForm(initial=start)}
    drawn = form_page(request, "articles/edit.html", form, **about)
    if request.method != "POST":
        return drawn()
    request.redraw = lambda error: _text_again(request, pk, drawn, error)
    given = _seen(checked(form))
    _, carried = revisions.revise(actor=request.user, article_id=pk, **given)
    return _saved(request, pk, carried)


def upload_again(request, pk: int):
    """The corrected text as a file."""
    article = _load(request, pk, "revise article")
    start = {"text": _text_of(article), "version": article.version, "base": _number_of(article)}
    form = AgainForm(request.POST, request.FILES)
    about = {"article": article, "page": "text", "again": form}
    drawn = form_page(request, "articles/edit.html", form, **about)
    file: dict[str, object] = {}
    request.redraw = lambda error: _file_again(request, pk, drawn, start, error, file)
    given = _seen(checked(form))
    sent = given.pop("file")
    file |= {
        "data": sent.read(settings.MEDIA_MAX_BYTES + 1),
        "filename": sent.name or "",
        "media_type": sent.content_type or "",
    }
    _, carried = revisions.revise_from_file(actor=request.user, article_id=pk, **file, **given)
    return _saved(request, pk, carried)


def _file_again(request, pk: int, drawn, start: dict, error: DomainError, file: dict):
    """The page with the refused upload; what a stale one says is merged in the editor."""
    if not isinstance(error, Stale):
        return drawn(error, form=RevisionForm(initial=start))
    mine = articles.file_draft(**file).text
    return _merged(request, pk, drawn, error, mine, prefix="again-")


def foresee(request, pk: int):
    """What saving would do to the highlights: a line beside the editor."""
    article = _load(request, pk, "revise article")
    text = request.POST.get("text", "")
    request.redraw = lambda error: _foreseen(request, article, problem=error.message)
    counts = revisions.foresee(actor=request.user, article_id=pk, text=text)
    return _foreseen(request, article, counts=counts)


def _foreseen(request, article: Article, **more):
    return render(request, "articles/foreseen.html", {"article": article, **more})


def _saved(request, pk: int, carried: carrying.Counts):
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


def fate_in_words(carried: carrying.Counts) -> str:
    """What became of the highlights, for the toast."""
    kept = carried.unchanged + carried.moved
    if not kept + carried.changed + carried.orphaned:
        return "Saved as a new revision."
    if not carried.changed + carried.orphaned:
        return f"Saved as a new revision. All {kept} highlights kept their words."
    told = [f"{kept} kept their words"]
    told += [f"{carried.changed} changed"] if carried.changed else []
    told += [f"{carried.orphaned} lost them"] if carried.orphaned else []
    return f"Saved as a new revision. Of the highlights {', '.join(told)}."


def _load(request, pk: int, action: str) -> Article:
    article = load_article(request, pk)
    access.require(request.user, action, article.desk_id)
    return article


def _number_of(article: Article) -> int:
    return Revision.objects.values_list("number", flat=True).get(pk=article.current_revision_id)


def _text_of(article: Article) -> str:
    return Revision.objects.values_list("text", flat=True).get(pk=article.current_revision_id)


def _seen(given: dict) -> dict[str, object]:
    """The form's data for a service: `version` is the one that was seen."""
    left = {name: value for name, value in given.items() if name not in ("version", "base")}
    return left | {"seen_version": given["version"]}


def _text_again(request, pk: int, drawn, error: DomainError):
    if not isinstance(error, Stale):
        return drawn(error)
    mine = request.POST.get("text", "").replace("\r\n", "\n")
    return _merged(request, pk, drawn, error, mine)


def _merged(request, pk: int, drawn, error: Stale, mine: str, prefix: str = ""):
    """Both corrections in one text; where they meet, both versions, marked.

    `prefix` is that of the form's fields.
    """
    current = load_article(request, pk)
    theirs = _text_of(current)
    if theirs == mine:
        return redirect("article", pk)
    number = _number_of(current)
    base = _base_of(request.POST.get(f"{prefix}base", ""), current, number)
    merged = merge(theirs if base is None else base, mine, theirs)
    now = {"version": current.version, "base": number}
    typed = {name: request.POST.get(prefix + name, "") for name in ("kind", "note")}
    return drawn(
        error,
        form=RevisionForm(typed | now | {"text": merged.text}),
        again=AgainForm(initial=now),
        conflicts=merged.conflicts,
        mine=mine,
        is_text_same=base is None,
    )


def _base_of(given: str, current: Article, number: int) -> str | None:
    """The text the person began with; None when it still stands and only details were changed.

    A form that does not say began, as far as anybody knows, with the revision before.
    """
    base = int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else number - 1
    if base == number:
        return None
    texts = Revision.objects.filter(article=current, number=base).values_list("text", flat=True)
    return texts.first() or ""  # Unknown: nothing is shared, both texts are shown.


def _details_again(request, pk: int, drawn, error: DomainError):
    if not isinstance(error, Stale):
        return drawn(error)
    current = load_article(request, pk)
    fields = differing(*(_field(request, current, name) for name in DetailsForm.NAMES))
    typed = request.POST.copy()
    typed["version"] = current.version
    return drawn(error, form=DetailsForm(typed), conflict=fields)


def _field(request, current: Article, name: str) -> Field:
    theirs = getattr(current, name)
    if name == "published_at":
        theirs = theirs.strftime(DAY_AND_TIME) if theirs else ""
    label = DetailsForm.base_fields[name].label or name.capitalize()
    return Field(name, label, theirs, request.POST.get(name, ""))
