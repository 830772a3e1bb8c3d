"""/api/v1/desks/{id}/members/: who is on a desk, kept by its editors."""

from rest_framework.response import Response

from annotations import access
from annotations.errors import NotFound
from annotations.models import Membership, Scope
from annotations.services.accounts import handover, members

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
    """`user` is the `id` of a member. A desk keeps at least one editor."""

    model = Membership
    scope = Scope.DESK
    summaries = {
        "PATCH": "Edit a member",
        "DELETE": "Remove a member",
    }
    bodies = {"PATCH": serializers.MemberChange}
    has_versions = False
    listed = serializers.MemberSerializer

    def patch(self, request, pk: int, user: int):
        """Their unchecked claims go to `hand_over_to`, where that is given."""
        member = self._member(pk, user)
        body = self.body(serializers.MemberChange)
        row = members.change_role(
            actor=request.user,
            desk_id=pk,
            user_id=user,
            role=body.get("role", member.role),
            hand_over_to=body.get("hand_over_to"),
        )
        return Response(self.summarise(row))

    def delete(self, request, pk: int, user: int):
        self._member(pk, user)
        members.remove(actor=request.user, desk_id=pk, user_id=user)
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
    """All claims of a person on the desk that are not checked go to `to`, in one step.

    Editors hand over for anybody, checkers their own work; also what somebody left who is off the
    desk by now.
    """

    model = Membership
    scope = Scope.DESK
    summaries = {"POST": "Hand over a member’s work"}
    bodies = {"POST": serializers.HandOverBody}
    shapes = {"POST": serializers.HandedSerializer}

    @once
    def post(self, request, pk: int, user: int):
        desk = access.load_desk(request.user, pk)
        access.require(request.user, "assign", desk.pk)
        body = self.body(serializers.HandOverBody)
        moved = handover.hand_over(
            actor=request.user, desk_id=desk.pk, user_id=access.number_of(user), to=body["to"]
        )
        return Response(moved)
