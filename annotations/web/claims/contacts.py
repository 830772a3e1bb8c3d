"""Whom the desk wrote to about a claim, and what came of it; all of a desk's on one page."""

from datetime import datetime, time

from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import ReplyRequest
from annotations.services.claims import contacts

from ..shell.context import desk_at_hand
from ..shell.paging import page_of
from .conflicts import Field, differing
from .responses import PanelForm, answer, changing, seen_version

ASK = PanelForm("contact_form", ("kind", "asked", "channel", "deadline"))
MOST_TALLIED = 50


def ask(request, pk: int):
    """POST: kind, asked, channel, deadline (a day, to its end)."""
    with changing(request, pk, ASK) as claim:
        contacts.ask(
            actor=request.user,
            claim_id=pk,
            kind=request.POST.get("kind", "reply"),
            asked=request.POST.get("asked", ""),
            channel=request.POST.get("channel", ""),
            deadline=_end_of(request.POST.get("deadline", "")),
        )
    return answer(request, claim)


def answer_came(request, pk: int):
    """POST: version, reply, published."""
    row = access.load(ReplyRequest.objects.all(), request.user, pk)

    fields, more = ("reply", "published"), {"refused_contact": pk}
    form = PanelForm("answer_form", fields, more, differs=_differs, draft=f"contact-{pk}")
    with changing(request, row.claim_id, form) as claim:
        contacts.answer(
            actor=request.user,
            request_id=pk,
            seen_version=seen_version(request),
            reply=request.POST.get("reply", ""),
            published=request.POST.get("published", ""),
        )
    return answer(request, claim)


def _differs(request, current: ReplyRequest) -> list[Field]:
    labels = {"reply": _("Reply"), "published": _("What is published of it")}
    return differing(
        *(
            Field(name, label, getattr(current, name), request.POST.get(name, ""))
            for name, label in labels.items()
        )
    )


def confirm(request, pk: int):
    """POST: version, outcome."""
    row = access.load(ReplyRequest.objects.all(), request.user, pk)
    form = PanelForm("outcome_form", ("outcome",), {"refused_contact": pk})
    with changing(request, row.claim_id, form) as claim:
        contacts.confirm(
            actor=request.user,
            request_id=pk,
            seen_version=seen_version(request),
            outcome=request.POST.get("outcome", ""),
        )
    return answer(request, claim)


def remove(request, pk: int):
    row = access.load(ReplyRequest.objects.all(), request.user, pk)
    with changing(request, row.claim_id, PanelForm("outcome_form", ())) as claim:
        contacts.remove(actor=request.user, request_id=pk, seen_version=seen_version(request))
    return answer(request, claim)


def page(request):
    """The requests of the desk at hand, or of all one's desks, and how often who corrected."""
    desk = desk_at_hand(request)
    rows = ReplyRequest.objects.visible_to(request.user)
    rows = rows.filter(claim__desk=desk) if desk else rows
    shown = rows.select_related("claim__article").defer("claim__search", "claim__article__search")
    context = {
        "page": page_of(request, shown),
        "tallies": rows.tallies().order_by("-requests", "asked")[:MOST_TALLIED],
    }
    return render(request, "claims/contacts_page.html", context)


def _end_of(text: str) -> datetime | None:
    """The last moment of the day that was typed; raises Invalid."""
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Invalid(_("Type a date as YYYY-MM-DD."), field="deadline")
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
