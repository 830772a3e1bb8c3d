"""Guests: the desk's page of an article's links, and the page behind a link."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from annotations import access
from annotations.errors import DomainError, NotFound
from annotations.models import Claim, GuestLink
from annotations.services.guests import guests
from annotations.text.whole_numbers import COUNT_DIGITS, whole

from ..shell.idempotency import shown_once
from ..shell.paging import page_of
from ..shell.refusal import on_refusal
from ..workbench.draw import load_article


def page(request, pk: int, status: int = 200, **more: object):
    """The links of an article, newest first, and the form for another."""
    article = load_article(request, pk)
    links = GuestLink.objects.filter(revision__article=article)
    links = links.select_related("revision", "created_by", "assignee").defer("revision__text")
    claims = Claim.objects.filter(article=article).standing().defer("search").in_order()
    context = {
        "article": article,
        "page": page_of(request, links),
        "claims": claims[: guests.MOST_CLAIMS],
        "actions": GuestLink.Action.choices,
        "may": access.may(request.user, "invite guests", article.desk_id),
        "given": request.POST,
        "chosen": request.POST.getlist("claims"),
    }
    return render(request, "guests/page.html", context | more, status=status)


def _refused(request, pk: int, error: DomainError):
    return page(request, pk, error.status, error=error)


def invite(request, pk: int):
    """The page with the new link on it: it is shown this once."""
    article = load_article(request, pk)
    access.require(request.user, "invite guests", article.desk_id)
    with on_refusal(partial(_refused, request, pk)):
        made = guests.invite(
            actor=request.user,
            article_id=article.pk,
            claim_ids=[access.number_of(one) for one in request.POST.getlist("claims")],
            guest=request.POST.get("guest", ""),
            action=request.POST.get("action", ""),
            message=request.POST.get("message", ""),
            days=whole(request.POST.get("days", ""), COUNT_DIGITS) or 0,
        )
    address = request.build_absolute_uri(reverse("guest", args=[made.secret]))
    shown = page(request, pk, 201, made=made.link, address=address, given={}, chosen=[])
    return shown_once(shown)


def revoke(request, pk: int):
    link = access.load(GuestLink.objects.select_related("revision"), request.user, pk)
    guests.revoke(actor=request.user, link_id=link.pk)
    messages.success(request, gettext("Revoked. The link leads nowhere now."))
    return redirect("guests", link.revision.article_id)


def view(request, secret: str):
    """What the guest is shown, and where they answer; a link that leads nowhere says only that."""
    try:
        if request.method != "POST":
            return _view(request, guests.opened(secret=secret))
        with on_refusal(partial(_answer_refused, request, secret)):
            guests.answer(
                secret=secret,
                answer=request.POST.get("answer", ""),
                words=request.POST.get("words", ""),
            )
    except NotFound:
        return _private(render(request, "guests/nothing.html", status=404))
    return _private(redirect("guest", secret))


def _answer_refused(request, secret: str, error: DomainError) -> HttpResponse:
    if isinstance(error, NotFound):
        raise error
    return _view(request, guests.opened(secret=secret), error.status, error=error)


def _view(request, link: GuestLink, status: int = 200, **more: object) -> HttpResponse:
    context = {"link": link, "given": request.POST, **more}
    return _private(render(request, "guests/view.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """The link is a key: no other site is told it, no cache and no search engine keeps the page.

    With "no-referrer" a browser sends the answer with the origin "null", which is refused.
    """
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
