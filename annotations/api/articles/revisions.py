"""/api/v1/articles/{id}/revisions/ and /api/v1/revisions/"""

from typing import Any

from rest_framework.response import Response

from annotations import access
from annotations.errors import NotFound
from annotations.models import Article, Revision
from annotations.services.articles import revisions

from ..shell.idempotency import once
from ..shell.parsers import JSONParser, MultiPartParser
from ..shell.renderers import AnyRenderer
from ..shell.resources import Resource
from . import serializers
from .articles import file_of


class ArticleRevisions(Resource[Revision]):
    """Newest first and without their texts; claims follow their words into a new one."""

    model = Revision
    must_see = True
    summaries = {
        "GET": "List the revisions of an article",
        "POST": "Correct the text of an article",
    }
    bodies = {"POST": serializers.RevisionBody}
    forms = {"POST": serializers.RevisionForm}
    parser_classes = (JSONParser, MultiPartParser)
    listed = serializers.RevisionSummarySerializer

    def get(self, request, pk: int):
        self.params()
        article = access.load(Article.objects.defer("search"), request.user, pk)
        return self.page(Revision.objects.filter(article=article).without_text())

    @once
    def post(self, request, pk: int):
        article = access.load(Article.objects.defer("search"), request.user, pk)
        access.require(request.user, "revise article", article.desk_id)
        given: dict[str, Any] = {"seen_version": self.seen(article), "article_id": article.pk}
        if "multipart" in (request.content_type or ""):
            words = self.body(serializers.RevisionForm)
            del words["file"]
            given |= words | file_of(request)
            row, carried = revisions.revise_from_file(actor=request.user, **given)
        else:
            given |= self.body(serializers.RevisionBody)
            row, carried = revisions.revise(actor=request.user, **given)
        row.refresh_from_db(fields=["updated_at"])  # The database's own.
        shown = self.represent(row)
        location = {"Location": shown["url"], "ETag": f'"{article.version + 1}"'}
        return Response(shown | {"carried": carried.as_dict()}, 201, headers=location)


class OneRevision(Resource[Revision]):
    model = Revision
    summaries = {"GET": "Show a revision with its text"}

    def get(self, request, pk: int):
        self.params()
        row = Revision.objects.visible_to(request.user).filter(pk=pk).first()
        if row is None:
            raise NotFound
        return Response(self.represent(row))


class RevisionText(Resource[Revision]):
    """Its canonical text and nothing else, UTF-8: all offsets count its code points."""

    model = Revision
    summaries = {"GET": "Show the text of a revision"}
    renderer_classes = (AnyRenderer,)
    media_type = "text/plain; charset=utf-8"

    def get(self, request, pk: int):
        self.params()
        row = Revision.objects.visible_to(request.user).only("text", "sha256").filter(pk=pk).first()
        if row is None:
            raise NotFound
        headers = {"ETag": f'"{row.sha256}"'}
        return Response(row.text.encode(), content_type=self.media_type, headers=headers)
