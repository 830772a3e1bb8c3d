"""/api/v1/articles/"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.response import Response

from annotations import access
from annotations.errors import Invalid
from annotations.models import Article, Stage, User
from annotations.services.articles import articles

from ..accounts.desks import desk_of_body
from ..shell import params
from ..shell.idempotency import once
from ..shell.parsers import JSONParser, MultiPartParser
from ..shell.resources import Detail, Resource
from . import serializers


def file_of(request) -> dict[str, Any]:
    """The uploaded `file` for a service: data, filename, media_type; raises Invalid without one."""
    upload = request.data.get("file")
    if not hasattr(upload, "read"):
        raise Invalid(_("Send the file in the field `file`."), field="file")
    return {
        "data": upload.read(settings.MEDIA_MAX_BYTES + 1),
        "filename": upload.name or "",
        "media_type": upload.content_type or "",
    }


ANNOTATION_SERVICE = "http://www.w3.org/ns/oa#annotationService"
FILTERS = {
    "desk": params.desk,
    "search": params.words,
    "stage": params.one_of(Stage),
    "language": params.words,
    "source_url": params.address,
    "external_id": params.own_id,
    "updated_since": params.moment,
}


def filtered(user: User, given: Mapping[str, Any], rows):
    """The rows of the article filters of docs/api.md, which exports take too."""
    if "desk" in given:
        rows = rows.filter(desk=given["desk"])
    if "search" in given:
        rows = rows.matching(given["search"])
    if "stage" in given:
        rows = rows.with_stage(given["stage"])
    if "language" in given:
        rows = rows.filter(language=given["language"])
    if "external_id" in given:
        rows = rows.filter(external_id=given["external_id"])
    if "source_url" in given:
        rows = rows.at(given["source_url"])
    return rows


class Articles(Resource[Article]):
    model = Article
    by_desk = True
    summaries = {"GET": "List the articles of your desks", "POST": "Add an article"}
    bodies = {"POST": serializers.ArticleBody}
    forms = {"POST": serializers.ArticleForm}
    filters = FILTERS
    parser_classes = (JSONParser, MultiPartParser)

    def get(self, request):
        return self.page(filtered(self.user, self.params(), self.full()))

    @once
    def post(self, request):
        if "multipart" in (request.content_type or ""):
            return self._from_file(request)
        body = self.body(serializers.ArticleBody)
        desk = desk_of_body(request, body.pop("desk"))
        return self.answer(articles.create(actor=request.user, desk=desk, **body), 201)

    def _from_file(self, request):
        name = self.body(serializers.ArticleForm)["desk"]
        upload = file_of(request)
        params.check_text(name, "desk")
        desk = desk_of_body(request, name)
        return self.answer(articles.create_from_file(actor=request.user, desk=desk, **upload), 201)


class OneArticle(Detail[Article]):
    model = Article
    summaries = {
        "GET": "Show an article",
        "PATCH": "Edit the details of an article",
        "DELETE": "Delete an article",
    }
    bodies = {"PATCH": serializers.ArticleDetails}

    def get(self, request, pk: int):
        response = super().get(request, pk)
        # Web Annotation Protocol: where what stands on it is found.
        address = f"{self.base}articles/{pk}/web-annotations/"
        response["Link"] = f'<{address}>; rel="{ANNOTATION_SERVICE}"'
        return response

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
        articles.require_deletion(request.user, row)
        articles.delete(actor=request.user, article_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)
