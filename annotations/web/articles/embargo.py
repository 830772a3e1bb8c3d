"""The page of an article's embargo: who sees it, until when, and why; editors change it there."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from annotations import access
from annotations.models import Article, Membership, Role, User
from annotations.services.articles import embargoes

from ..claims.responses import seen_version
from ..shell.refusal import on_refusal
from ..workbench.draw import load_article
from .forms import EmbargoForm, checked, form_page

ACTION = "keep embargoes"


def page(request, pk: int):
    """What is in force, and for editors the form; saving it puts the article under embargo."""
    article = load_article(request, pk)
    if request.method == "POST":
        access.require(request.user, ACTION, article.desk_id)
    form = _form(request, article)
    drawn = form_page(request, "articles/embargo.html", form, **_about(request.user, article))
    if request.method != "POST":
        return drawn()
    with on_refusal(drawn):
        given = checked(form)
        embargoes.put(
            actor=request.user,
            article_id=pk,
            seen_version=given["version"],
            until=given["until"],
            people=map(int, given["people"]),
            reason=given["reason"],
        )
    messages.success(request, _("Saved. Others on the desk do not see the article now."))
    return redirect("article-embargo", pk)


def lift(request, pk: int):
    article = load_article(request, pk)
    access.require(request.user, ACTION, article.desk_id)
    form, about = _form(request, article, fresh=True), _about(request.user, article)
    again = form_page(request, "articles/embargo.html", form, **about)
    with on_refusal(again):
        embargoes.lift(actor=request.user, article_id=pk, seen_version=seen_version(request))
    messages.success(request, _("Lifted. Everybody on the desk sees the article again."))
    return redirect("article", pk)


def _form(request, article: Article, *, fresh: bool = False) -> EmbargoForm:
    """As it stands (also what was sent, if `fresh`); before there is one, whoever is at work on the
    article is named in it."""
    standing = embargoes.of(article)
    named = standing.people if standing else embargoes.at_work_on(article)
    start = {
        "version": article.version,
        "until": standing and standing.until,
        "reason": standing.reason if standing else "",
        "people": [str(pk) for pk in named],
    }
    rows = Membership.objects.working().filter(desk=article.desk_id).exclude(role=Role.EDITOR)
    rows = rows.order_by("user__display_name", "user__username").select_related("user")
    people = [(row.user_id, f"{row.user}, {row.get_role_display()}") for row in rows]
    sent = start if fresh else request.POST or None
    return EmbargoForm(sent, initial=start, people=people)


def _about(user: User, article: Article) -> dict[str, object]:
    standing = embargoes.of(article)
    named = User.objects.filter(pk__in=standing.people) if standing else User.objects.none()
    return {
        "article": article,
        "standing": standing,
        "named": named.order_by("display_name", "username"),
        "may": access.may(user, ACTION, article.desk_id),
    }
