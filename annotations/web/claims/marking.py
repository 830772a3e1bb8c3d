"""Priority, due date and labels of one claim, and watching it: as the panel sends them."""

from datetime import date

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.models import Priority
from annotations.services.claims import claims, watching

from .responses import PanelForm, answer, changing, seen_version

MARKS = PanelForm("marks_form", ("priority", "due", "labels"))
WATCHING = PanelForm("watch_form")


def save(request, pk: int):
    """All three at once."""
    with changing(request, pk, MARKS) as claim:
        claims.edit(
            actor=request.user,
            claim_id=pk,
            seen_version=seen_version(request),
            priority=priority_of(request.POST.get("priority", "")),
            due=day_of(request.POST.get("due", "")),
            labels=request.POST.getlist("labels"),
        )
    return answer(request, claim)


def watch(request, pk: int):
    """`watch` says whether to."""
    with changing(request, pk, WATCHING) as claim:
        verb = watching.watch if request.POST.get("watch") else watching.unwatch
        verb(actor=request.user, claim_id=pk)
    return answer(request, claim)


def priority_of(text: str) -> Priority:
    """As a form sends it; raises Invalid."""
    if text not in map(str, Priority.values):
        raise Invalid(_("Choose a priority."), field="priority")
    return Priority(int(text))


def day_of(text: str) -> date | None:
    """As a form sends it, none for an empty field; raises Invalid."""
    if not text.strip():
        return None
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    if day is None:
        raise Invalid(_("Enter a date."), field="due")
    return day
