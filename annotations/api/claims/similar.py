"""/api/v1/claims/{id}/similar/ and claims/similar/: whether it was checked already."""

from collections.abc import Sequence

from rest_framework.response import Response

from annotations import access
from annotations.models import Claim, Stage
from annotations.models.claims import similar
from annotations.models.claims.claims import ClaimQuerySet

from ..shell import pagination, params
from ..shell.resources import Resource
from .serializers import SimilarClaimsSerializer

USUAL, MOST = 10, 50
FILTERS = {"desk": params.desk, "stage": params.one_of(Stage)}


class Similar(Resource[Claim]):
    """Claims that count, of the caller's desks, with verdict and status: at most 50, one page."""

    model = Claim
    shapes = {"GET": SimilarClaimsSerializer}

    def most(self) -> int:
        return min(pagination.limit_of(self.request), MOST) if self._is_limited() else USUAL

    def _is_limited(self) -> bool:
        return bool(self.request.query_params.get("limit"))

    def narrowed(self, given: dict) -> ClaimQuerySet:
        chosen = {name: given[name] for name in FILTERS if name in given}
        return Claim.objects.visible_to(self.user).filter(**chosen)

    def listing(self, found: Sequence[similar.Similar]) -> Response:
        rows = self.full().in_bulk([one.claim_id for one in found])
        shown = [
            {
                "score": one.score,
                "share": one.share,
                "nearness": one.nearness,
                "claim": self.represent(rows[one.claim_id]),
            }
            for one in found
            if one.claim_id in rows
        ]
        return Response({"results": shown})


class SimilarToClaim(Similar):
    """By its statement and its words in the article."""

    summaries = {"GET": "List claims similar to a claim"}
    filters = FILTERS

    def get(self, request, pk: int):
        given = self.params()
        one = Claim.objects.select_related("article").defer("search", "article__search")
        claim = access.load(one, self.user, pk)
        return self.listing(similar.to_claim(claim, self.narrowed(given), self.most()))


class SimilarToWords(Similar):
    """By any words: a sentence, a post. Without any, there are none."""

    summaries = {"GET": "List claims similar to a text"}
    filters = FILTERS | {
        "text": params.words,
        "language": params.Param(
            lambda _, value: value[:16], str, "ISO 639; else the languages of your desks."
        ),
    }

    def get(self, request):
        given = self.params()
        return self.listing(
            similar.to_words(
                given.get("text", ""),
                self.narrowed(given),
                self.most(),
                user=self.user,
                language=given.get("language", ""),
            )
        )
