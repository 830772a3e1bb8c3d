"""*Members*: who is on a desk and as what, who is invited, who stands in for whom."""

from collections.abc import Mapping
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext

from annotations import access
from annotations.errors import DomainError, Invalid
from annotations.models import (
    Deputy,
    Desk,
    Handover,
    Invitation,
    Membership,
    Role,
)
from annotations.services.accounts import invitations, members, work, work_summary

from ..shell.drawn import Drawn
from ..shell.paging import page_of
from ..shell.refusal import on_refusal

MOST_INVITED = 200


def page(request, pk: int, error: DomainError | None = None, **more: object):
    """All who can sign in; `error` is what was refused, `more` the form that it came from."""
    desk = access.load_desk(request.user, pk)
    rows = Membership.objects.working().filter(desk=desk).select_related("user")
    shown = page_of(request, rows)
    has, members = work.counts_by_person(desk_id=desk.pk, seen_by=request.user), list(rows)
    for row in shown.rows:
        counts = has.get(row.user_id, {})
        row.claims, row.work = counts.get("claims", 0), work_summary.in_words(counts)
        row.receivers = work.takers(counts, members)
    may_keep = access.may(request.user, "keep members", desk.pk)
    context = {
        "desk": desk,
        "page": shown,
        "may_keep": may_keep,
        "may_hand_over": access.may(request.user, "assign", desk.pk),
        "roles": Role.choices,
        "colleagues": [one.user for one in members],
        "invitations": _invitations(desk) if may_keep else [],
        "left_behind": _left_behind(desk, has) if may_keep else [],
        "deputies": _deputies(request, desk, may_keep),
        "error": error,
        "given": request.POST,
    }
    return render(
        request, "accounts/members/page.html", context | more, status=error.status if error else 200
    )


def _left_behind(desk: Desk, has: Mapping[int, work.Counts]) -> list[Drawn]:
    """Who has work here that they may do no longer; as members, which they may be no more."""
    found: list[Drawn] = []
    for user, counts in work.stuck(has, desk_id=desk.pk).items():
        row: Drawn = Membership(user=user, desk=desk)
        row.work = work_summary.in_words(counts)
        found.append(row)
    return found


def _invitations(desk: Desk):
    rows = Invitation.objects.filter(desk=desk).open().select_related("invited_by")
    return rows.in_order()[:MOST_INVITED]


def _deputies(request, desk: Desk, may_keep: bool) -> list[Drawn]:
    """Each with `may_end`: those whom it concerns may, and editors."""
    rows = Deputy.objects.filter(desk=desk).ahead().select_related("person", "deputy")
    found: list[Drawn] = list(rows.order_by("starts_on", "pk"))
    for row in found:
        row.may_end = may_keep or request.user.pk in (row.person_id, row.deputy_id)
    return found


def change_role(request, pk: int):
    """Another role for a member, and their work to a colleague where one is named."""
    desk = _kept_desk(request, pk)
    with on_refusal(partial(refused, request, pk, "member")):
        row, made = members.change_role(
            actor=request.user,
            desk_id=desk.pk,
            user_id=person_of(request, "user"),
            role=request.POST.get("role", ""),
            hand_over_to=maybe_person_of(request, "to"),
        )
    message = gettext("%(person)s is now on the desk as: %(role)s.")
    messages.success(request, message % {"person": row.user, "role": row.get_role_display()})
    return _led_on(desk, made)


def remove(request, pk: int):
    """Take a member off the desk, and their work to a colleague where one is named."""
    desk = _kept_desk(request, pk)
    with on_refusal(partial(refused, request, pk, "member")):
        row, made = members.remove(
            actor=request.user,
            desk_id=desk.pk,
            user_id=person_of(request, "user"),
            hand_over_to=maybe_person_of(request, "to"),
        )
    messages.success(request, gettext("%(person)s is off the desk.") % {"person": row.user})
    is_away = row.user_id == request.user.pk and not request.user.is_superuser
    return redirect("articles") if is_away else _led_on(desk, made)


def _led_on(desk: Desk, made: Handover | None):
    """To what became of the work; else to the members, where what nobody may do now stands."""
    return redirect("handover", made.pk) if made else redirect("members", desk.pk)


def invite(request, pk: int):
    """Somebody by e-mail; the mail goes out when a worker is free."""
    desk = _kept_desk(request, pk)
    with on_refusal(partial(refused, request, pk, "invitation")):
        row = invitations.invite(
            actor=request.user,
            desk_id=desk.pk,
            email=request.POST.get("email", ""),
            role=request.POST.get("role", ""),
            origin=f"{request.scheme}://{request.get_host()}",
            language=get_language() or "",
        )
    messages.success(request, gettext("%(email)s is invited.") % {"email": row.email})
    return redirect("members", desk.pk)


def invite_again(request, pk: int):
    row = access.load(Invitation.objects.all(), request.user, pk)
    invitations.send_again(actor=request.user, invitation_id=row.pk)
    messages.success(request, gettext("A fresh link is on its way; the one before is void."))
    return redirect("members", row.desk_id)


def revoke(request, pk: int):
    row = access.load(Invitation.objects.all(), request.user, pk)
    invitations.revoke(actor=request.user, invitation_id=row.pk)
    messages.success(request, gettext("Revoked. The link leads nowhere now."))
    return redirect("members", row.desk_id)


def _kept_desk(request, pk: int) -> Desk:
    """A desk whose members the person may change: that is settled before anything is read."""
    desk = access.load_desk(request.user, pk)
    access.require(request.user, "keep members", desk.pk)
    return desk


def refused(request, pk: int, form: str, error: DomainError):
    return page(request, pk, error, refused=form)


def person_of(request, field: str) -> int:
    """The id that a form sent; raises Invalid without one."""
    found = maybe_person_of(request, field)
    if found is None:
        raise Invalid(gettext("Choose a person."), field=field)
    return found


def maybe_person_of(request, field: str) -> int | None:
    text = request.POST.get(field, "")
    return access.number_of(text) if text else None
