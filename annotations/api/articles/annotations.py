"""/api/v1/articles/{id}/annotations/: everything on the current revision, at once."""

import orjson
from django.db.models import QuerySet
from rest_framework.response import Response

from annotations import access
from annotations.exchange import claim_json
from annotations.models import Article, Claim, Mention
from annotations.models.keyset import KeysetQuerySet
from annotations.models.prepared import Prepared

from ..shell.resources import Resource
from .serializers import AnnotationsSerializer


class ArticleAnnotations(Resource[Article]):
    """Those of the current revision, in the order of the text, on one page."""

    model = Article
    summaries = {"GET": "Show all claims and names of an article"}
    shapes = {"GET": AnnotationsSerializer}

    def get(self, request, pk: int):
        self.params()
        revision = ARTICLE.load(self.user, pk).current_revision
        return Response(
            {
                "revision": {"id": revision.pk, "number": revision.number},
                "claims": [orjson.Fragment(row) for row in CLAIMS(pk)],
                "mentions": [orjson.Fragment(row) for row in MENTIONS(pk, revision.pk)],
            }
        )


def ready(rows: KeysetQuerySet, shape: str) -> QuerySet:
    """The rows in their order as JSON that is written into the answer as it is."""
    return rows.in_order().annotate(json=claim_json.as_json(shape)).values_list("json", flat=True)


ARTICLE = access.Loader(
    lambda: Article.objects.select_related("current_revision").only(
        "current_revision__number", "desk"
    )
)
CLAIMS: Prepared[str] = Prepared(
    lambda article: ready(Claim.objects.filter(article=article), claim_json.CLAIM)
)
MENTIONS: Prepared[str] = Prepared(
    lambda article, revision: ready(
        Mention.objects.filter(article=article, revision=revision).placed(), claim_json.MENTION
    )
)
