"""/api/v1/me/: who calls, and as what."""

from rest_framework.response import Response

from annotations.models import User

from ..shell.resources import Resource


class Me(Resource[User]):
    """With the role on each of your desks."""

    model = User
    summaries = {"GET": "Show who is calling"}
    is_single = True

    def get(self, request):
        self.params()
        return Response(self.represent(request.user))
