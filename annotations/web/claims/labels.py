"""*Labels*: the words that desks keep for their claims."""

from functools import partial

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import DomainError, Invalid
from annotations.models import ClaimLabel, Colour, Desk
from annotations.services.claims import labels
from annotations.text.whole_numbers import COUNT_DIGITS, whole

from ..shell.context import desk_at_hand, desks_where
from ..shell.drawn import Drawn
from ..shell.paging import page_of
from ..shell.refusal import on_refusal
from .seen import INCOMPLETE

FIELDS = ("name", "colour")


def page(request, status: int = 200, **more: object):
    """Those of the desk at hand, or of all, by name."""
    desk = desk_at_hand(request)
    rows = ClaimLabel.objects.visible_to(request.user).select_related("desk")
    rows = rows.annotate(used=Count("labellings"))
    shown = page_of(request, rows.filter(desk=desk) if desk else rows)
    for row in shown.rows:
        label: Drawn = row
        label.may_double_check = access.may(request.user, "keep double checks", row.desk_id)
        label.may_change = access.may(request.user, "keep labels", row.desk_id)
    context = {
        "page": shown,
        "desks": desks_where(request.user, "keep labels"),
        "colours": Colour.choices,
        "form": {name: request.POST.get(name, "") for name in FIELDS},
    }
    return render(request, "claims/labels.html", context | more, status=status)


def add(request):
    """A label from the form of the page; a refused form comes back as it was sent."""
    given = {name: request.POST.get(name, "") for name in FIELDS}
    with on_refusal(partial(_refused, request)):
        label = labels.add(actor=request.user, desk_id=_desk(request).pk, **given)
    messages.success(request, _("Label added: %(name)s") % {"name": label.name})
    return redirect("labels")


def edit(request, pk: int):
    access.load(ClaimLabel.objects.all(), request.user, pk)
    given = {name: request.POST.get(name, "") for name in FIELDS}
    with on_refusal(partial(_refused, request)):
        labels.edit(
            actor=request.user,
            label_id=pk,
            seen_version=_seen_version(request),
            double_check=_double_check(request),
            **given,
        )
    return redirect("labels")


def remove(request, pk: int):
    label = access.load(ClaimLabel.objects.all(), request.user, pk)
    with on_refusal(partial(_refused, request)):
        labels.remove(actor=request.user, label_id=pk, seen_version=_seen_version(request))
    messages.success(request, _("Label removed: %(name)s") % {"name": label.name})
    return redirect("labels")


def _refused(request, error: DomainError):
    return page(request, error.status, message=error.message)


def _double_check(request) -> bool | None:
    """As the form of an editor has it; others have no such field."""
    sent = request.POST.getlist("double_check")
    return sent[-1] == "1" if sent else None


def _seen_version(request) -> int:
    number = whole(request.POST.get("version", ""), COUNT_DIGITS)
    if number is None:
        raise Invalid(INCOMPLETE)
    return number


def _desk(request) -> Desk:
    """The desk that is named; raises NotFound and NotAllowed."""
    desk = access.load_desk(request.user, request.POST.get("desk", ""))
    access.require(request.user, "keep labels", desk.pk)
    return desk
