"""/api/v1/me/: who calls, and as what."""

from rest_framework.response import Response

from annotations.models import User

from ..shell.resources import Resource


class Me(Resource):
    """The caller, with the role on each desk that the caller sees."""

    model = User
    is_single = True

    def get(self, request):
        self.params()
        return Response(self.represent(request.user))
