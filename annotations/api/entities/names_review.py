"""/api/v1/revisions/{id}/names-review/: whether somebody looked at every name of a text."""

from rest_framework import serializers as s
from rest_framework.response import Response

from annotations import access
from annotations.models import NamesReview, Revision
from annotations.services.entities import names_review

from ..shell.bodies import Nothing
from ..shell.idempotency import once
from ..shell.representation import Part
from ..shell.resources import Resource


class NamesReviewSerializer(Part):
    revision = s.IntegerField()
    reviewed_by = s.IntegerField(allow_null=True, help_text="Null while nobody has.")
    reviewed_at = s.DateTimeField(allow_null=True)


class ReviewNames(Resource):
    """Of a text that was reviewed every name is right: it can teach the tagger, and runs leave it
    alone. What was suggested is accepted."""

    summaries = {
        "GET": "Show who reviewed the names of a text",
        "POST": "Mark the names of a text as reviewed",
        "DELETE": "Undo that the names of a text are reviewed",
    }
    bodies = {"POST": Nothing}
    shapes = {"GET": NamesReviewSerializer, "POST": NamesReviewSerializer}
    has_versions = False

    def get(self, request, pk: int):
        self.params()
        return self._shown(self._revision(pk))

    @once
    def post(self, request, pk: int):
        revision = self._revision(pk)
        access.require(self.user, "review names", revision.article.desk_id)
        self.body()
        names_review.review_names(actor=self.user, revision_id=revision.pk)
        return self._shown(revision)

    def delete(self, request, pk: int):
        revision = self._revision(pk)
        access.require(self.user, "review names", revision.article.desk_id)
        names_review.look_again(actor=self.user, revision_id=revision.pk)
        return Response(status=204)

    def _revision(self, pk: int) -> Revision:
        rows = Revision.objects.select_related("article").only("article__desk")
        return access.load(rows, self.user, pk)

    def _shown(self, revision: Revision) -> Response:
        found = NamesReview.objects.filter(revision=revision).first()
        return Response(
            {
                "revision": revision.pk,
                "reviewed_by": found and found.reviewed_by_id,
                "reviewed_at": found and found.reviewed_at,
            }
        )
