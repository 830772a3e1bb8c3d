"""Handing a member's work over: what there is of it, what became of it, and the way back."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from annotations import access
from annotations.errors import DomainError, NotFound
from annotations.models import Claim, Desk, Handover, Membership, User
from annotations.services.accounts import handover, work, work_summary

from ..shell.refusal import on_refusal
from .members import person_of

MOST_CLAIMS = 50


def page(request, pk: int):
    """How much of each kind `user` (else oneself) has, and to whom it goes; by POST it does."""
    desk = access.load_desk(request.user, pk)
    access.require(request.user, "assign", desk.pk)
    if request.method != "POST":
        asked = request.GET.get("user", "")
        return _asked(request, desk, access.number_of(asked) if asked else request.user.pk)
    user = person_of(request, "user")
    with on_refusal(partial(_asked, request, desk, user)):
        row = handover.hand_over(
            actor=request.user, desk_id=desk.pk, user_id=user, to=person_of(request, "to")
        )
    return redirect("handover", row.pk)


def _asked(request, desk: Desk, user: int, error: DomainError | None = None):
    if user != request.user.pk:
        access.require(request.user, "keep members", desk.pk)
    has = work.counts_by_person(desk_id=desk.pk, seen_by=request.user).get(user, {})
    members = Membership.objects.working().filter(desk=desk).select_related("user")
    others = members.exclude(user=user).in_order()
    context = {
        "desk": desk,
        "person": request.user if user == request.user.pk else _person(desk, user, has),
        "rows": [(words, work_summary.taken_by(name)) for name, words in _each(has)],
        "receivers": work.takers(has, others),
        "error": error,
        "given": request.POST,
    }
    status = error.status if error else 200
    return render(request, "accounts/members/hand_over_page.html", context, status=status)


def _person(desk: Desk, user: int, has: work.Counts) -> User:
    """A member, or who left work behind; nobody else is told of."""
    members = Membership.objects.filter(desk=desk, user=user).values("user")
    known = User.objects.filter(pk=user) if has else User.objects.filter(pk__in=members)
    person = known.first()
    if person is None:
        raise NotFound
    return person


def _each(counts: work.Counts) -> list[tuple[str, str]]:
    """(name, words) of each kind of which there is some."""
    names = [name for name in work.KINDS if counts.get(name)]
    return list(zip(names, work_summary.in_words(counts), strict=True))


def shown(request, pk: int):
    """What went, what stayed and why, which tokens ended with it."""
    row = access.load(Handover.objects.with_people(), request.user, pk)
    sees_all = handover.may_see_all(request.user, row)
    claims = Claim.objects.filter(pk__in=row.moved.get("claims", [])[:MOST_CLAIMS])
    context = {
        "handover": row,
        "sees_all": sees_all,
        "went": _each(work_summary.went(row)) if sees_all else [],
        "stayed": [
            (words, work_summary.taken_by(name))
            for name, words in _each(row.stayed if sees_all else {})
        ],
        "claims": claims.visible_to(request.user).select_related("article").defer("search"),
        "tokens": [_with_moment(one) for one in row.ended_tokens] if sees_all else [],
        "may_take_back": row.undone_at is None and handover.may_take_back(request.user, row),
    }
    return render(request, "accounts/members/handover.html", context)


def _with_moment(token: dict[str, Any]) -> dict[str, Any]:
    return token | {"used": parse_datetime(token["last_used_at"] or "")}


def take_back(request, pk: int):
    row = access.load(Handover.objects.all(), request.user, pk)
    handover.take_back(actor=request.user, handover_id=row.pk)
    messages.success(request, gettext("Taken back. What nobody has changed since is as it was."))
    return redirect("handover", row.pk)
