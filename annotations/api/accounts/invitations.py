"""Invitations to a desk, for its editors."""

from django.utils.translation import get_language
from rest_framework.response import Response

from annotations import access
from annotations.models import Invitation, Scope
from annotations.services.accounts import invitations

from ..shell.idempotency import once
from ..shell.resources import Resource
from . import serializers


class DeskInvitations(Resource[Invitation]):
    """Newest first, those that were accepted or revoked too. A worker sends the mail."""

    model = Invitation
    scope = Scope.DESK
    summaries = {"GET": "List the invitations to a desk", "POST": "Add an invitation by e-mail"}
    bodies = {"POST": serializers.InvitationBody}
    listed = serializers.InvitationSerializer

    def get(self, request, pk: int):
        self.params()
        return self.page(Invitation.objects.filter(desk=self._desk(pk)))

    @once
    def post(self, request, pk: int):
        desk = self._desk(pk)
        row = invitations.invite(
            actor=request.user,
            desk_id=desk.pk,
            origin=f"{request.scheme}://{request.get_host()}",
            language=get_language() or "",
            **self.body(serializers.InvitationBody),
        )
        return self.answer(row, 201)

    def _desk(self, pk: int):
        desk = access.load_desk(self.user, pk)
        access.require(self.user, "keep members", desk.pk)
        return desk


class OneInvitation(Resource[Invitation]):
    model = Invitation
    scope = Scope.DESK
    summaries = {"GET": "Show an invitation", "DELETE": "Cancel an invitation"}
    has_versions = False

    def get(self, request, pk: int):
        self.params()
        return self.shown(kept(self, pk))

    def delete(self, request, pk: int):
        invitations.revoke(actor=request.user, invitation_id=kept(self, pk).pk)
        return Response(status=204)


class InviteAgain(Resource[Invitation]):
    """With a fresh link, for as long as a new one; links of before lead nowhere."""

    model = Invitation
    scope = Scope.DESK
    summaries = {"POST": "Send an invitation again"}

    @once
    def post(self, request, pk: int):
        row = kept(self, pk)
        self.body()
        return self.answer(invitations.send_again(actor=request.user, invitation_id=row.pk))


def kept(resource: Resource[Invitation], pk: int) -> Invitation:
    """The row if the caller keeps its desk; raises NotFound and NotAllowed."""
    row = resource.load(pk)
    access.require(resource.user, "keep members", row.desk_id)
    return row
