"""Corrections: of an article's text, which makes a revision, and of what is said about it."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import DomainError, Stale
from annotations.models import Article, Revision
from annotations.services.anchors import carry_over
from annotations.services.articles import articles, edit_conflicts, revisions
from annotations.text.diff.merge3 import has_marks

from ..claims.conflicts import Field, differing, last_change
from ..claims.responses import seen_version
from ..shell.refusal import on_refusal
from ..workbench.draw import load_article
from . import edit_conflicts as article_edit_conflicts
from .edit_conflicts import number_in, typed_in
from .forms import DAY_AND_TIME, AgainForm, DetailsForm, RevisionForm, checked, form_page
from .words import conflicts_in_words, fate_in_words, foreseen_in_words

MOST_NAMED = 30  # Claims that an edit touches, named beside the editor.


def edit(request, pk: int):
    """The text. A stale form shows both texts and where they differ; nothing is lost."""
    article = _load(request, pk, "revise article")
    start = {"text": _text_of(article), "version": article.version, "base": _number_of(article)}
    if "whole" in request.GET:  # What was left out of a page is taken back.
        start["text"] = articles.with_left_out(article)
    form = RevisionForm(request.POST or None, initial=start)
    about = {"article": article, "page": "text", "again": AgainForm(initial=start)}
    drawn = form_page(request, "articles/edit.html", form, **about)
    if request.method != "POST":
        return drawn()
    with on_refusal(partial(_text_again, request, pk, drawn)):
        given = _begun(article, checked(form))
        carried = revisions.revise(actor=request.user, article_id=pk, **given)[1]
    return _saved(request, pk, carried)


def upload_again(request, pk: int):
    """The corrected text as a file."""
    article = _load(request, pk, "revise article")
    start = {"text": _text_of(article), "version": article.version, "base": _number_of(article)}
    form = AgainForm(request.POST, request.FILES)
    about = {"article": article, "page": "text", "again": form}
    drawn = form_page(request, "articles/edit.html", form, **about)
    file: dict[str, Any] = {}
    with on_refusal(partial(_file_again, request, pk, drawn, start, file)):
        given = _begun(article, checked(form))
        sent = given.pop("file")
        file |= {
            "data": sent.read(settings.MEDIA_MAX_BYTES + 1),
            "filename": sent.name or "",
            "media_type": sent.content_type or "",
        }
        carried = revisions.revise_from_file(actor=request.user, article_id=pk, **file, **given)[1]
    return _saved(request, pk, carried)


def _file_again(request, pk: int, drawn, start: dict, file: dict, error: DomainError):
    """The page with the refused upload; what a stale one says is merged in the editor."""
    if not isinstance(error, Stale):
        return drawn(error, form=RevisionForm(initial=start))
    mine = articles.file_draft(**file).text
    return _merged(request, pk, drawn, error, mine, prefix="again-")


def foresee(request, pk: int):
    """What saving would do to the highlights: a line beside the editor.

    Of a text that is behind, both corrections together are counted.
    """
    article = _load(request, pk, "revise article")
    text = typed_in(request.POST, "text")
    if has_marks(text):
        message = _("Highlights are counted when every place is decided.")
        return _foreseen(request, article, told=message)
    base = number_in(request.POST, "base") or _number_of(article)
    both = edit_conflicts.with_present(article, base, text)
    if both.conflicts:
        return _foreseen(
            request, article, told=conflicts_in_words(len(both.conflicts)), is_touched=True
        )
    with on_refusal(lambda error: _foreseen(request, article, told=error.message)):
        planned = revisions.foresee(actor=request.user, article_id=pk, text=both.text)
    touched = planned.touched
    return _foreseen(
        request,
        article,
        told=foreseen_in_words(planned.counts),
        is_touched=bool(planned.counts.changed or planned.counts.orphaned),
        names=planned.names_touched,
        touched=touched[:MOST_NAMED],
        more=len(touched) - MOST_NAMED,
    )


def _foreseen(request, article: Article, **more):
    return render(request, "articles/foreseen.html", {"article": article, **more})


def _saved(request, pk: int, carried: carry_over.Counts):
    messages.success(request, fate_in_words(carried))
    return redirect("article", pk)


def details(request, pk: int):
    """Headline, outlet and the like."""
    article = _load(request, pk, "edit article")
    start = {name: getattr(article, name) for name in DetailsForm.NAMES}
    form = DetailsForm(request.POST or None, initial=start | {"version": article.version})
    about = {"article": article, "page": "details"}
    about["may_delete"] = articles.may_delete(request.user, article)
    about["is_on_record"] = articles.is_on_record(article)
    about["is_own"] = article.created_by_id == request.user.pk
    drawn = form_page(request, "articles/details.html", form, **about)
    if request.method != "POST":
        return drawn()
    with on_refusal(partial(_details_again, request, pk, drawn)):
        articles.edit(actor=request.user, article_id=pk, **_seen(checked(form)))
    messages.success(request, _("Saved."))
    return redirect("article", pk)


def delete(request, pk: int):
    """The article with everything on it; the service refuses what is on the record."""
    article = load_article(request, pk)
    articles.require_deletion(request.user, article)
    articles.delete(actor=request.user, article_id=pk, seen_version=seen_version(request))
    message = _("Deleted “%(headline)s”.") % {"headline": article.headline}
    messages.success(request, message)
    return redirect("articles")


def _load(request, pk: int, action: str) -> Article:
    article = load_article(request, pk)
    access.require(request.user, action, article.desk_id)
    return article


def _number_of(article: Article) -> int:
    return Revision.objects.values_list("number", flat=True).get(pk=article.current_revision_id)


def _text_of(article: Article) -> str:
    return Revision.objects.values_list("text", flat=True).get(pk=article.current_revision_id)


def _seen(given: dict) -> dict[str, Any]:
    """The form's data for a service: `version` is the one that was seen."""
    left = {name: value for name, value in given.items() if name not in ("version", "base")}
    return left | {"seen_version": given["version"]}


def _begun(article: Article, given: dict) -> dict[str, Any]:
    """The same for a correction: one of the text that stands is not stale by other details."""
    is_present = given["base"] == _number_of(article)
    return _seen(given | {"version": article.version} if is_present else given)


def _text_again(request, pk: int, drawn, error: DomainError):
    mine = typed_in(request.POST, "text")
    if isinstance(error, Stale):
        return _merged(request, pk, drawn, error, mine)
    current = load_article(request, pk)
    help_given = article_edit_conflicts.undecided(current, request.POST, mine)
    if help_given is not None and mine.strip() == _text_of(current).strip():
        messages.info(request, _("Nothing to save: the text is the same as theirs."))
        return redirect("article", pk)
    return drawn(error, merging=help_given)


def _merged(request, pk: int, drawn, error: Stale, mine: str, prefix: str = ""):
    """Both corrections in one text; where they meet, both versions, marked.

    `prefix` is that of the form's fields. A form that does not say with which revision it began
    did so, as far as anybody knows, with the one before.
    """
    current = load_article(request, pk)
    if _text_of(current) == mine:
        return redirect("article", pk)
    number = _number_of(current)
    base = number_in(request.POST, f"{prefix}base")
    base = number - 1 if base is None else base
    both = edit_conflicts.with_present(current, base, mine)
    now = {"version": current.version, "base": number}
    typed = {name: request.POST.get(prefix + name, "") for name in ("kind", "note")}
    return drawn(
        error,
        form=RevisionForm(typed | now | {"text": both.text}),
        again=AgainForm(initial=now),
        merging=article_edit_conflicts.second(current, base, mine, both.conflicts),
    )


def _details_again(request, pk: int, drawn, error: DomainError):
    if not isinstance(error, Stale):
        return drawn(error)
    current = load_article(request, pk)
    fields = differing(*(_field(request, current, name) for name in DetailsForm.NAMES))
    typed = request.POST.copy()
    typed["version"] = current.version
    who, when = last_change(current)
    return drawn(error, form=DetailsForm(typed), conflict=fields, who=who, when=when)


def _field(request, current: Article, name: str) -> Field:
    theirs = getattr(current, name)
    if name == "published_at":
        theirs = theirs.strftime(DAY_AND_TIME) if theirs else ""
    label = DetailsForm.base_fields[name].label or ""
    return Field(name, label, theirs, request.POST.get(name, ""))
