"""/api/v1/articles/ and /api/v1/revisions/"""

from django.conf import settings
from rest_framework.response import Response

from annotations import access
from annotations.errors import Invalid, NotFound
from annotations.models import Article, Revision, Stage
from annotations.services import articles, revisions

from . import params, representations, serializers
from .parsers import JSONParser, MultiPartParser
from .repeats import once
from .resources import Detail, Resource


def desk_of_body(request, name: object):
    """The desk a body names; an unknown or foreign one is a rule broken, not a missing page."""
    try:
        return access.load_desk(request.user, name)
    except NotFound as error:
        raise Invalid("There is no such desk.", field="desk") from error


class Articles(Resource):
    model = Article
    bodies = {"POST": serializers.ArticleBody}
    filters = ("desk", "search", "stage", "language")
    parser_classes = (JSONParser, MultiPartParser)

    def get(self, request):
        given = self.params(
            desk=params.desk,
            search=params.words,
            stage=params.one_of(Stage),
            language=params.words,
        )
        rows = self.full()
        if "desk" in given:
            rows = rows.filter(desk=given["desk"])
        if "search" in given:
            rows = rows.matching(given["search"])
        if "stage" in given:
            rows = rows.with_stage(given["stage"])
        if "language" in given:
            rows = rows.filter(language=given["language"])
        return self.page(rows)

    @once
    def post(self, request):
        if "multipart" in (request.content_type or ""):
            return self._from_file(request)
        body = self.body(serializers.ArticleBody)
        desk = desk_of_body(request, body.pop("desk"))
        return self.answer(articles.create(actor=request.user, desk=desk, **body), 201)

    def _from_file(self, request):
        upload = request.data.get("file")
        if not hasattr(upload, "read"):
            raise Invalid("Send the file in the field `file`.", field="file")
        name = request.data.get("desk", "")
        params.check_text(name, "desk")
        desk = desk_of_body(request, name)
        row = articles.create_from_file(
            actor=request.user,
            desk=desk,
            data=upload.read(settings.MEDIA_MAX_BYTES + 1),
            filename=upload.name or "",
            media_type=upload.content_type or "",
        )
        return self.answer(row, 201)


class OneArticle(Detail):
    model = Article
    bodies = {"PATCH": serializers.ArticleDetails}

    def patch(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "edit article", row.desk_id)
        seen = self.seen(row)
        body = self.body(serializers.ArticleDetails)
        return self.answer(
            articles.edit(actor=request.user, article_id=row.pk, seen_version=seen, **body)
        )

    def delete(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "delete article", row.desk_id)
        articles.delete(actor=request.user, article_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)


class ArticleRevisions(Resource):
    """Corrections of an article's text."""

    model = Revision
    bodies = {"POST": serializers.RevisionBody}

    @once
    def post(self, request, pk: int):
        article = access.load(Article.objects.defer("search"), request.user, pk)
        access.require(request.user, "revise article", article.desk_id)
        seen = self.seen(article)
        body = self.body(serializers.RevisionBody)
        row, carried = revisions.revise(
            actor=request.user, article_id=article.pk, seen_version=seen, **body
        )
        shown = representations.revision(row, self.base)
        location = {"Location": shown["url"], "ETag": f'"{article.version + 1}"'}
        return Response(shown | {"carried": carried.as_dict()}, 201, headers=location)


class OneRevision(Resource):
    model = Revision

    def get(self, request, pk: int):
        self.params()
        row = Revision.objects.visible_to(request.user).filter(pk=pk).first()
        if row is None:
            raise NotFound
        return Response(representations.revision(row, self.base))
