"""/api/v1/desks/{id}/public-pages/: whether a desk has any, and what it says there."""

from annotations import access
from annotations.models import PublicPages, Scope
from annotations.services.publications import settings

from ..shell.resources import Resource
from . import serializers


class DeskPublicPages(Resource[PublicPages]):
    """Off until an editor switches them on. `version` is 0 before anything was chosen."""

    model = PublicPages
    scope = Scope.DESK
    summaries = {
        "GET": "Show a desk’s public pages",
        "PATCH": "Change a desk’s public pages",
    }
    bodies = {"PATCH": serializers.PublicPagesBody}

    def get(self, request, pk: int):
        self.params()
        desk = access.load_desk(self.user, pk)
        return self.shown(settings.of(desk.pk))

    def patch(self, request, pk: int):
        desk = access.load_desk(self.user, pk)
        access.require(self.user, settings.ACTION, desk.pk)
        seen = self.seen(settings.of(desk.pk))
        body = self.body(serializers.PublicPagesBody)
        row = settings.change(actor=self.user, desk_id=desk.pk, seen_version=seen, **body)
        return self.shown(row)
