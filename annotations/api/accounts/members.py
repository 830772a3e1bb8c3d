"""/api/v1/desks/{id}/members/: who is on a desk, kept by its editors."""

from rest_framework.response import Response

from annotations import access
from annotations.errors import NotFound
from annotations.models import Desk, Membership, Scope
from annotations.services.accounts import handover, members, work, work_summary

from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Resource
from . import serializers


class DeskMembers(Resource[Membership]):
    """Those who can sign in; a claim is assigned to the `id` of one."""

    model = Membership
    scope = Scope.DESK
    summaries = {"GET": "List the members of a desk"}
    listed = serializers.MemberSerializer

    def get(self, request, pk: int):
        self.params()
        desk = access.load_desk(request.user, pk)
        return self.page(Membership.objects.working().filter(desk=desk).select_related("user"))


class OneMember(Resource[Membership]):
    """`user` is the `id` of a member. A desk keeps at least one editor.

    With `hand_over_to` their work goes along, as by `hand-over/`.
    """

    model = Membership
    scope = Scope.DESK
    summaries = {
        "PATCH": "Edit a member",
        "DELETE": "Remove a member",
    }
    bodies = {"PATCH": serializers.MemberChange}
    filters = {"hand_over_to": params.number}  # Of DELETE.
    has_versions = False
    listed = serializers.MemberSerializer

    def patch(self, request, pk: int, user: int):
        """Another role."""
        member = self._member(pk, user)
        body = self.body(serializers.MemberChange)
        row, _made = members.change_role(
            actor=request.user,
            desk_id=pk,
            user_id=user,
            role=body.get("role", member.role),
            hand_over_to=body.get("hand_over_to"),
        )
        return Response(self.summarise(row))

    def delete(self, request, pk: int, user: int):
        self._member(pk, user)
        to = self.params().get("hand_over_to")
        members.remove(actor=request.user, desk_id=pk, user_id=user, hand_over_to=to)
        return Response(status=204)

    def _member(self, pk: int, user: int) -> Membership:
        """The member, once it is known that the caller keeps the desk."""
        desk = access.load_desk(self.user, pk)
        access.require(self.user, "keep members", desk.pk)
        user = access.number_of(user)
        row = Membership.objects.filter(desk=desk, user=user).select_related("user").first()
        if row is None:
            raise NotFound
        return row


class HandOver(Resource[Membership]):
    """All that a person has on the desk goes to `to`, in one step, as far as the role of that
    member allows.

    Editors hand over for anybody, checkers their own work; also what somebody left who is off the
    desk by now.
    """

    model = Membership
    scope = Scope.DESK
    summaries = {
        "GET": "Show how much a member has to hand over",
        "POST": "Hand over a member’s work",
    }
    bodies = {"POST": serializers.HandOverBody}
    shapes = {"GET": serializers.WorkSerializer, "POST": serializers.HandedSerializer}

    def get(self, request, pk: int, user: int):
        self.params()
        desk = self._desk(pk)
        user = access.number_of(user)
        if user != request.user.pk:
            access.require(request.user, "keep members", desk.pk)
        has = work.counts_by_person(desk_id=desk.pk, seen_by=request.user)
        return Response(_counts(has.get(user, {})))

    @once
    def post(self, request, pk: int, user: int):
        desk = self._desk(pk)
        body = self.body(serializers.HandOverBody)
        row = handover.hand_over(
            actor=request.user, desk_id=desk.pk, user_id=access.number_of(user), to=body["to"]
        )
        counts = _counts(work_summary.went(row))
        return Response({**counts, "handover": row.pk, "stayed": row.stayed})

    def _desk(self, pk: int) -> Desk:
        desk = access.load_desk(self.user, pk)
        access.require(self.user, "assign", desk.pk)
        return desk


def _counts(counts: work.Counts) -> work.Counts:
    """Of every kind, also of none."""
    return {name: counts.get(name, 0) for name in work.KINDS}
