"""/api/v1/articles/{id}/annotations/: everything on the current revision, at once."""

from rest_framework.response import Response

from annotations import access
from annotations.models import Article, Claim, Mention

from . import representations
from .resources import Resource


class ArticleAnnotations(Resource):
    model = Article
    is_composite = True

    def get(self, request, pk: int):
        self.params()
        article = access.load(
            Article.objects.select_related("current_revision").only(
                "current_revision__number", "desk"
            ),
            request.user,
            pk,
        )
        revision = article.current_revision
        return Response(
            {
                "revision": {"id": revision.pk, "number": revision.number},
                "claims": [
                    without_url(representations.claim(row, ""))
                    for row in Claim.objects.filter(article=article).for_lists().in_order()
                ],
                "mentions": [
                    without_url(representations.mention(row, ""))
                    for row in Mention.objects.filter(article=article, revision=revision)
                    .placed()
                    .in_order()
                ],
            }
        )


def without_url(row: dict) -> dict:
    del row["url"]
    return row
