"""*Tagging rules*: what the desk taught its tagger, who and where, and what came of it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations import access
from annotations.errors import DomainError, Invalid
from annotations.models import Desk, Label, TaggingRule, request_id
from annotations.models.counting import FEW
from annotations.models.tagging.rules import mentions_made, taught_in
from annotations.services.tagging import rules as tagging_rules
from annotations.services.transactions import number

from ..shell.context import desk_at_hand, desks_where
from ..shell.paging import page_of
from ..shell.refusal import on_refusal
from ..workbench.toast import offer
from . import acceptance

FIELDS = ("kind", "name", "label")


def page(request, status: int = 200, **more: object):
    """The rules of the desk at hand, or of all, newest first."""
    desk = desk_at_hand(request)
    rules = TaggingRule.objects.visible_to(request.user).select_related("desk", "created_by")
    shown = page_of(request, rules.filter(desk=desk) if desk else rules)
    made, articles = mentions_made(shown.rows), taught_in(shown.rows)
    for rule in shown.rows:
        rule.made = made.get(rule.pk, 0)
        rule.article = articles.get(rule.pk)
        rule.may_change = access.may(request.user, "teach", rule.desk_id)
    context = {
        "page": shown,
        "desks": desks_where(request.user, "teach"),
        "labels": Label.choices,
        "form": {name: request.POST.get(name, "") for name in FIELDS},
        "most_counted": FEW,
        "rates": acceptance.of_desks(request.user, desk),
        "undo": request.session.pop("undo", None),
    }
    return render(request, "tagging/page.html", context | more, status=status)


def add(request):
    """A rule from the form of the page; a refused form comes back as it was sent."""
    given = {name: request.POST.get(name, "") for name in FIELDS}
    if given["kind"] == TaggingRule.Kind.NEVER:
        given["label"] = ""
    with on_refusal(partial(_refused, request)):
        tagging_rules.teach(actor=request.user, desk_id=_desk(request).pk, **given)
    return _back(request)


def _refused(request, error: DomainError):
    return page(request, error.status, message=error.message, field=error.field)


def _desk(request) -> Desk:
    """The desk that is named, where the person may teach."""
    desks = {str(desk.pk): desk for desk in desks_where(request.user, "teach")}
    desk = desks.get(request.POST.get("desk", ""))
    if desk is None:
        asked = access.load_desk(request.user, request.POST.get("desk", ""))
        access.require(request.user, "teach", asked.pk)
        raise Invalid(_("Choose a desk."), field="desk")
    return desk


def remove(request, pk: int):
    rule = access.load(TaggingRule.objects.all(), request.user, pk)
    tagging_rules.forget(actor=request.user, rule_id=rule.pk)
    return _back(request)


def again(request, pk: int):
    """Tag the articles with this name again."""
    rule = access.load(TaggingRule.objects.all(), request.user, pk)
    messages.success(request, _queued(tagging_rules.tag_again(actor=request.user, rule_id=rule.pk)))
    return redirect("teaching")


def _queued(articles: int) -> str:
    if not articles:
        return _("No article with this name has to be tagged again, or it is queued already.")
    return ngettext(
        "%(number)s article will be tagged again, after all other work.",
        "%(number)s articles will be tagged again, after all other work.",
        articles,
    ) % {"number": number(articles)}


def _back(request):
    """To the list, which offers the undo."""
    done = offer(request)
    if done:
        request.session["undo"] = {"words": done.words, "request": request_id.get()}
    return redirect(reverse("teaching"))
