"""What the list of claims sends: its look, its saved filters, and one thing done to many claims."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations import access
from annotations.errors import DomainError, Invalid
from annotations.models import Claim, SavedFilter, User, request_id
from annotations.models.claims import finding
from annotations.services.accounts import preferences
from annotations.services.claims import bulk, saved_filters
from annotations.services.transactions import number
from annotations.text.whole_numbers import COUNT_DIGITS, whole

from ..shell.refusal import on_refusal
from . import list as claim_list
from .marking import day_of

SHOWN = 10  # Refused claims that are named.


def view(request):
    """Order and columns, remembered for the person and put into the address."""
    asked = {"sort": request.POST.get("sort", "")}
    if "columns_sent" in request.POST:
        asked["columns"] = ",".join(request.POST.getlist("columns"))
    kept = finding.shown(finding.read(QueryDict(request.user.claims_table)))
    chosen = kept | finding.shown(asked)
    preferences.set_claims_table(user=request.user, shown=urlencode(chosen))
    return _to(urlencode(finding.cleaned(finding.read(_back(request))) | chosen))


def save(request):
    """The list as it stands, under a name: for oneself, or for the desk that is named."""
    desk = request.POST.get("for_desk", "")
    desk_id = access.load_desk(request.user, desk).pk if desk else None
    with on_refusal(partial(_refused, request)):
        kept = saved_filters.save(
            actor=request.user,
            name=request.POST.get("name", ""),
            query=_back(request).urlencode(),
            desk_id=desk_id,
        )
    return _to(kept.query)


def remove(request, pk: int):
    access.load(SavedFilter.objects.all(), request.user, pk)
    saved_filters.remove(actor=request.user, filter_id=pk)
    return _to("")


def change_many(request):
    """`verb` says what is done with the selected claims (`claims`, each `id:version`)."""
    with on_refusal(partial(_refused, request)):
        outcome = _done(request, _selected(request))
    request.session["claims_told"] = _outcome(request, outcome)
    return _to(_back(request).urlencode())


def _done(request, seen: dict[int, int | None]) -> bulk.Outcome:
    given, verb = request.POST, request.POST.get("verb", "")
    if verb == "assign":
        person = _person(given.get("user", ""))
        return bulk.assign(actor=request.user, seen=seen, user=person)
    if verb == "due":
        return bulk.set_due(actor=request.user, seen=seen, due=day_of(given.get("due", "")))
    if verb == "priority" and given.get("priority") in finding.PRIORITIES:
        priority = finding.PRIORITIES[given["priority"]]
        return bulk.set_priority(actor=request.user, seen=seen, priority=priority)
    if verb == "label" and given.get("label"):
        return bulk.add_label(actor=request.user, seen=seen, name=given["label"])
    if verb == "dismiss":
        return bulk.dismiss(actor=request.user, seen=seen, note=given.get("note", ""))
    raise Invalid(_("Choose what to do with the selected claims."))


def _person(text: str) -> User | None:
    """Whom the claims are for; nobody for an empty choice. Raises Invalid."""
    if not text:
        return None
    pk = whole(text)
    person = User.objects.filter(pk=pk, is_active=True).first() if pk is not None else None
    if person is None:
        raise Invalid(_("This person is not on the desk."), field="user")
    return person


def _selected(request) -> dict[int, int | None]:
    seen: dict[int, int | None] = {}
    for one in request.POST.getlist("claims"):
        claim, _colon, version = one.partition(":")
        pk, seen_version = whole(claim), whole(version, COUNT_DIGITS)
        if pk is None or seen_version is None:
            raise Invalid(_("Select the claims first."), field="claims")
        seen[pk] = seen_version
    return seen


def _outcome(request, outcome: bulk.Outcome) -> dict[str, Any]:
    """How many were changed, which were not and why; for the page that follows."""
    changed, refused = len(outcome.changed), len(outcome.refused)
    words = ngettext(
        "%(number)s claim changed.", "%(number)s claims changed.", changed
    ) % {"number": number(changed)}  # fmt: skip
    left = ngettext(
        "%(number)s claim was left as it was:", "%(number)s claims were left as they were:", refused
    ) % {"number": number(refused)}  # fmt: skip
    visible = Claim.objects.visible_to(request.user).filter(pk__in=list(outcome.refused)[:SHOWN])
    names = dict(visible.values_list("pk", "statement"))
    return {
        "words": words,
        "left": left if refused else "",
        "refused": [
            (names.get(pk, ""), error.message)
            for pk, error in list(outcome.refused.items())[:SHOWN]
        ],
        "more": max(refused - SHOWN, 0),
        "request": request_id.get() if changed else "",
    }


def _refused(request, error: DomainError):
    """The list as it was, with what could not be done."""
    request.GET = _back(request)
    return claim_list.page(request, error.status, message=error.message)


def _back(request) -> QueryDict:
    """What the address of the list said, which the form carries; not its desk, which is kept."""
    query = QueryDict(request.POST.get("back", "")[:2_000], mutable=True)
    query.pop("desk", None)
    query.pop("cursor", None)
    return query


def _to(query: str):
    return redirect(f"{reverse('claims')}?{query}" if query else "claims")
