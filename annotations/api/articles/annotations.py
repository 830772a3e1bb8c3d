"""/api/v1/articles/{id}/annotations/: everything on the current revision, at once."""

import orjson
from rest_framework.response import Response

from annotations import access
from annotations.exchange import claim_json
from annotations.models import Article, Claim, Mention
from annotations.models.keyset import KeysetQuerySet

from ..shell.resources import Resource
from .serializers import AnnotationsSerializer


class ArticleAnnotations(Resource[Article]):
    """Those of the current revision, in the order of the text, on one page."""

    model = Article
    summaries = {"GET": "Show all claims and names of an article"}
    shapes = {"GET": AnnotationsSerializer}

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
        claims = Claim.objects.filter(article=article)
        mentions = Mention.objects.filter(article=article, revision=revision).placed()
        return Response(
            {
                "revision": {"id": revision.pk, "number": revision.number},
                "claims": ready(claims, claim_json.CLAIM),
                "mentions": ready(mentions, claim_json.MENTION),
            }
        )


def ready(rows: KeysetQuerySet, shape: str) -> list[orjson.Fragment]:
    """The rows in their order as JSON that is written into the answer as it is."""
    made = rows.in_order().annotate(json=claim_json.as_json(shape)).values_list("json", flat=True)
    return [orjson.Fragment(text) for text in made]
