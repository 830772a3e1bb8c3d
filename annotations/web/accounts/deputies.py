"""Deputies, from the members page of a desk."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from annotations import access
from annotations.models import Deputy
from annotations.services.accounts import deputies

from ..shell.refusal import on_refusal
from .members import person_of, refused


def name(request, pk: int):
    """Who stands in for whom, from which day to which."""
    desk = access.load_desk(request.user, pk)
    with on_refusal(partial(refused, request, pk, "deputy")):
        deputies.name(
            actor=request.user,
            desk_id=desk.pk,
            person_id=person_of(request, "person"),
            deputy_id=person_of(request, "deputy"),
            starts_on=_day(request, "starts_on"),
            ends_on=_day(request, "ends_on"),
        )
    messages.success(request, gettext("Saved. My work shows it from the first day on."))
    return redirect("members", desk.pk)


def end(request, pk: int):
    row = access.load(Deputy.objects.all(), request.user, pk)
    deputies.end(actor=request.user, deputy_id=row.pk)
    messages.success(request, gettext("Ended."))
    return redirect("members", row.desk_id)


def _day(request, field: str):
    """The day that a form sent; None for what is none."""
    try:
        return parse_date(request.POST.get(field, ""))
    except ValueError:
        return None
