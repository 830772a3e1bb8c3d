"""/api/v1/desks/"""

from rest_framework.response import Response

from annotations import access
from annotations.models import Desk
from annotations.services import desks

from . import pagination, representations, serializers
from .repeats import once
from .resources import Resource


class Desks(Resource):
    """The caller's desks, and new ones by administrators."""

    model = Desk
    bodies = {"POST": serializers.DeskBody}

    def represent(self, row: Desk) -> dict:
        return representations.desk(row, self.base, access.role_on(self.request.user, row.pk))

    def get(self, request):
        self.params()
        rows = Desk.objects.visible_to(request.user)
        return Response(pagination.page(request, rows, self.represent))

    @once
    def post(self, request):
        access.require_administrator(request.user)
        body = self.body(serializers.DeskBody)
        row = desks.create(actor=request.user, **body)
        access.forget_roles(request.user)
        return Response(self.represent(row), 201)


class OneDesk(Desks):
    http_method_names = ["get", "head", "options"]

    def get(self, request, pk: int):
        self.params()
        return Response(self.represent(access.load_desk(request.user, pk)))
