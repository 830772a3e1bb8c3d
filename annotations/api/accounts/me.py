"""/api/v1/me/: who calls, and as what."""

from rest_framework.response import Response

from annotations import access
from annotations.models import Desk, User

from .. import representations
from ..shell.resources import Resource


class Me(Resource):
    """The caller, with the role on each desk that the caller sees."""

    model = User
    is_single = True

    def get(self, request):
        self.params()
        user = request.user
        desks = Desk.objects.visible_to(user).in_order()
        roles = [(desk, access.role_on(user, desk.pk)) for desk in desks]
        return Response(representations.person(user, roles))
