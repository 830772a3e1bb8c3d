"""/api/v1/desks/, with the scales and the members of each."""

from django.utils.translation import gettext as _
from rest_framework.response import Response

from annotations import access
from annotations.errors import Invalid, NotFound
from annotations.models import Desk, Rating, Scope
from annotations.services.accounts import desks

from ..shell import pagination
from ..shell.idempotency import once
from ..shell.resources import Resource
from . import serializers


def desk_of_body(request, name: object):
    """The desk a body names; an unknown or foreign one is a rule broken, not a missing page."""
    try:
        return access.load_desk(request.user, name)
    except NotFound as error:
        raise Invalid(_("There is no such desk."), field="desk") from error


class Desks(Resource[Desk]):
    """Only administrators add desks."""

    model = Desk
    scope = Scope.DESK
    summaries = {"GET": "List your desks", "POST": "Add a desk"}
    bodies = {"POST": serializers.DeskBody}

    def get(self, request):
        self.params()
        rows = Desk.objects.visible_to(request.user)
        return Response(pagination.page(request, rows, self.represent))

    @once
    def post(self, request):
        access.require_administrator(request.user)
        body = self.body(serializers.DeskBody)
        row = desks.create(actor=request.user, **body)
        row.refresh_from_db(fields=["updated_at"])  # The database's own.
        access.forget_roles(request.user)
        shown = self.represent(row)
        return Response(shown, 201, headers={"Location": shown["url"]})


class OneDesk(Resource[Desk]):
    model = Desk
    summaries = {"GET": "Show a desk"}

    def get(self, request, pk: int):
        self.params()
        return Response(self.represent(access.load_desk(request.user, pk)))


class DeskRatings(Resource[Rating]):
    """Their steps, best first; a verdict takes the `slug` of one."""

    model = Rating
    summaries = {"GET": "List the scales of a desk"}
    listed = serializers.RatingSerializer

    def get(self, request, pk: int):
        self.params()
        desk = access.load_desk(request.user, pk)
        return self.page(Rating.objects.filter(desk=desk))
