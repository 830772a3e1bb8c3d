"""Undo: of one request, or of the last thing that the person did on an article."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from annotations.errors import DomainError, Invalid, NotFound, WrongState
from annotations.services.undo import recent
from annotations.services.undo.undo import Undone
from annotations.services.undo.undo import undo as take_back

from ..articles import page
from ..shell.refusal import on_refusal
from ..workbench.draw import draw, load_article
from ..workbench.toast import Offer


def undo(request):
    """`request` as an offer names it, or `article` for the last step on it.

    In the workbench the answer is the panel with what it showed, where that is still there.
    """
    article = load_article(request, request.POST["article"]) if "article" in request.POST else None
    with on_refusal(partial(_refused, request, article)) if article else nullcontext():
        undone = take_back(actor=request.user, request=_asked(request, article))
    offer = _offer(request, undone)
    if request.htmx and article:
        names = [pk for table, pk in undone.touched if table == "mention"]
        return draw(request, _panel(request, article, names, offer=offer), refresh=True)
    message = _("Undone: %(what)s") % {"what": offer.words} if offer.is_undone else offer.words
    messages.success(request, message)
    back = request.POST.get("back", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, None)
    if is_ours:
        return redirect(back)
    return redirect("article", article.pk) if article else redirect("articles")


def _offer(request, undone: Undone) -> Offer:
    """What was taken back, or what was done again: that is told, and offered, as the first time."""
    if not undone.is_redone:
        return Offer(undone.words, undone.request, is_undone=True)
    return Offer(recent.description(request.user, undone.request) or undone.words, undone.request)


def _refused(request, article, error: DomainError):
    shown = _panel(request, article, message=error.message)
    return draw(request, shown, status=error.status, refresh=True)


def _asked(request, article) -> str:
    if request.POST.get("request"):
        return request.POST["request"]
    if article is None:
        raise Invalid(_("Say what to undo: a request, or an article."))
    last = recent.last(request.user, article_id=article.pk)
    if last is None:
        raise WrongState(_("You have nothing left to undo here."))
    return last.request


def _panel(request, article, names: Sequence[int] = (), **more: object) -> dict[str, object]:
    """What the page shows; the claims where that went away with the undo.

    From a name one goes back to the one (of `names`) whose decision was undone.
    """
    address: Mapping[str, Any] = QueryDict(
        urlsplit(request.headers.get("HX-Current-URL", "")).query
    )
    if names and "mention" in address:
        address = {"mention": names[0]}
    try:
        return page.panel_of(request, article, address) | more
    except NotFound:
        return page.panel_of(request, article, {}) | more
