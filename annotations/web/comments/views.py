"""What is said about claims, words and articles: each view one call of a service."""

from collections.abc import Callable
from functools import partial

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from annotations import access
from annotations.errors import DomainError, Invalid
from annotations.models import Claim, Comment, Thread
from annotations.services.comments import comments, naming, threads
from annotations.services.notifications import sentences
from annotations.text.whole_numbers import COUNT_DIGITS, whole

from ..shell.refusal import on_refusal
from ..workbench import spans
from ..workbench.draw import draw, load_article
from ..workbench.selections import selection_of
from . import conversations

INCOMPLETE = gettext_lazy("This form is incomplete: reload the page.")
VERBS: dict[str, Callable] = {"resolve": threads.resolve, "reopen": threads.reopen}


def claim_talk(request, pk: int):
    """The conversations about a claim; a POST begins one."""
    claim = access.load(Claim.objects.select_related("article__desk"), request.user, pk)
    if request.method != "POST":
        return _of_claim(request, claim)
    with on_refusal(partial(_of_claim, request, claim, form="new")):
        said = threads.on_claim(actor=request.user, claim_id=pk, body=_body(request))
    return _done(request, said.comment.thread, conversations.not_notified(said.strangers))


def note(request, pk: int):
    """A note on selected words, or without any on the article; the answer is its panel."""
    article = load_article(request, pk)
    with on_refusal(partial(_note_refused, request)):
        if request.POST.get("start"):
            place = selection_of(request)._asdict()
            said = threads.on_words(actor=request.user, body=_body(request), **place)
        else:
            said = threads.on_article(actor=request.user, article_id=pk, body=_body(request))
    if not request.htmx:
        return redirect(_address(said.comment.thread))
    warning = conversations.not_notified(said.strangers)
    shown = panel_of(request, said.comment.thread, warning=warning)
    return draw(request, shown | {"article": article}, refresh=True)


def thread(request, pk: int):
    """A conversation that is about no claim, as a fragment; else the page with it open."""
    row = load(request, pk)
    if not request.htmx or row.claim_id:
        return redirect(_address(row))
    return draw(request, panel_of(request, row))


def thread_talk(request, pk: int):
    """The conversation alone, as pages ask for it when something was said."""
    return _again(request, load(request, pk))


def reply(request, pk: int):
    row = load(request, pk)
    with on_refusal(partial(_again, request, row, form=f"reply-{pk}")):
        said = threads.reply(actor=request.user, thread_id=pk, body=_body(request))
    return _done(request, row, conversations.not_notified(said.strangers))


def change(request, pk: int, verb: str):
    """Resolve or reopen."""
    row = load(request, pk)
    with on_refusal(partial(_again, request, row, form=f"{verb}-{pk}")):
        VERBS[verb](actor=request.user, thread_id=pk)
    return _done(request, row)


def edit(request, pk: int):
    row = _comment(request, pk)
    with on_refusal(partial(_again, request, row.thread, form=f"edit-{pk}")):
        said = comments.edit(
            actor=request.user, comment_id=pk, seen_version=_seen(request), body=_body(request)
        )
    return _done(request, row.thread, conversations.not_notified(said.strangers))


def delete(request, pk: int):
    row = _comment(request, pk)
    with on_refusal(partial(_again, request, row.thread, form=f"edit-{pk}")):
        comments.delete(actor=request.user, comment_id=pk, seen_version=_seen(request))
    return _done(request, row.thread)


def people(request, pk: int):
    """Whom one may name in what is said on an article: `[{name, person}]`."""
    article = load_article(request, pk)
    found = naming.colleagues(request.user, article.desk_id, article.pk)
    rows = [{"name": one.username, "person": str(one)} for one in found]
    return JsonResponse({"people": rows})


def load(request, pk: object) -> Thread:
    """The thread with its article; raises NotFound."""
    rows = Thread.objects.select_related("article__desk", "claim")
    return access.load(rows.defer("article__search", "claim__search"), request.user, pk)


def panel_of(request, row: Thread, **more: object) -> dict[str, object]:
    """The context of templates/comments/thread.html."""
    shown = conversations.of_thread(request.user, row, row.article.desk_id, **more)
    about = {"article": row.article, "thread": row, "title": conversations.title(row)}
    return {"panel": "thread", "talk": shown, **about}


def _comment(request, pk: int) -> Comment:
    rows = Comment.objects.select_related("thread__article__desk", "thread__claim")
    return access.load(rows, request.user, pk)


def _body(request) -> str:
    return request.POST.get("body", "")


def _seen(request) -> int:
    number = whole(request.POST.get("version", ""), COUNT_DIGITS)
    if number is None:
        raise Invalid(INCOMPLETE)
    return number


def _done(request, row: Thread, warning: str = ""):
    """After something was said: the conversations anew, else the way back to the page."""
    if not request.htmx:
        return redirect(_address(row))
    return _again(request, row, warning=warning)


def _again(request, row: Thread, error: DomainError | None = None, *, form: str = "", warning=""):
    if row.claim_id and row.claim:
        claim = row.claim.merged_into or row.claim  # It stands among those of the other one.
        return _of_claim(request, claim, error, form=form, warning=warning)
    more = conversations.refused(request, form, error) if error else {}
    shown = conversations.of_thread(request.user, row, row.article.desk_id, warning=warning, **more)
    context = {"talk": shown, "article": row.article}
    if request.method == "POST":
        context |= spans.refreshed(row.article)
    status = error.status if error else 200
    return render(request, "comments/talk.html", context, status=status)


def _of_claim(request, claim: Claim, error: DomainError | None = None, *, form="", warning=""):
    more = conversations.refused(request, form, error) if error else {}
    shown = conversations.of_claim(request.user, claim, warning=warning, **more)
    context = {"talk": shown, "claim": claim, "article": claim.article}
    status = error.status if error else 200
    return render(request, "comments/talk.html", context, status=status)


def _note_refused(request, error: DomainError):
    """Beside the form, which stays as it is."""
    response = render(
        request, "comments/note_refused.html", {"error": error.message}, status=error.status
    )
    response["HX-Retarget"], response["HX-Reswap"] = "#note-error", "innerHTML"
    return response


def _address(row: Thread) -> str:
    return sentences.place(row.article_id, row.claim_id, row.pk)
