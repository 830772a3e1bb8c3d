"""/api/v1/bundles/: signed bundles of published verdicts, and the keys that signed any."""

from django.utils.translation import gettext as _
from rest_framework.response import Response

from annotations import access
from annotations.errors import NotFound, WrongState
from annotations.models import Bundle, BundleKey, Publication
from annotations.services.publications import bundles

from ..shell.renderers import AnyRenderer
from ..shell.resources import Detail, Resource
from .serializers import BundleSerializer


class PublicationBundles(Resource[Bundle]):
    """One of each verdict that the public reads there now."""

    model = Bundle
    listed = BundleSerializer
    summaries = {"GET": "List the bundles of a public page"}

    def get(self, request, pk: int):
        self.params()
        page = access.load(Publication.objects.all(), self.user, pk)
        return self.page(self.full().readable().filter(verdict__publication=page))


class OneBundle(Detail[Bundle]):
    model = Bundle
    summaries = {"GET": "Show a bundle’s record"}


class BundleFile(Resource[Bundle]):
    """The ZIP file, as everybody gets it at its public address; 409 while it is being made."""

    model = Bundle
    summaries = {"GET": "Download a bundle"}
    renderer_classes = (AnyRenderer,)
    media_type = "application/zip"

    def get(self, request, pk: int):
        self.params()
        row = self.full().readable().filter(pk=pk).first()
        if row is None:
            raise NotFound
        verdict = row.verdict.assessment
        found = bundles.current(row.verdict.publication, verdict.claim_id, verdict.question)
        if found is None:
            raise WrongState(_("It is being made. Ask again in a minute."))
        headers = {
            "ETag": f'"{found.sha256}"',
            "Content-Disposition": f'attachment; filename="bundle-{row.pk}.zip"',
        }
        return Response(bytes(found.content or b""), content_type=self.media_type, headers=headers)


class BundleKeys(Resource[BundleKey]):
    """Every key that ever signed a bundle here, the oldest first."""

    model = BundleKey
    summaries = {"GET": "List the public keys of bundles"}

    def get(self, request):
        self.params()
        return self.page(self.serializer.rows())
