"""/api/v1/articles/{id}/quotations/ and …/suggestions/: what the tagger read in an article.

A suggestion is a claim in the stage `suggested`: POST claims/{id}/accept/ and …/dismiss/ decide.
"""

from annotations import access
from annotations.models import Article, Claim, Quotation, Suggestion

from ..shell import params
from ..shell.resources import Resource
from . import serializers


class ArticleQuotations(Resource[Quotation]):
    """Who says what in the current revision, in the order of the text."""

    model = Quotation
    summaries = {"GET": "List the quotations in an article"}
    listed = serializers.QuotationSerializer

    def get(self, request, pk: int):
        self.params()
        article = access.load(Article.objects.defer("search"), request.user, pk)
        return self.page(Quotation.objects.filter(revision=article.current_revision_id))


class ArticleSuggestions(Resource[Suggestion]):
    """With their reasons, in the order of the text; also those that somebody decided."""

    model = Suggestion
    listed = serializers.SuggestionSerializer
    summaries = {"GET": "List the suggested claims of an article"}
    filters = {"outcome": params.one_of(Suggestion.Outcome)}

    def get(self, request, pk: int):
        given = self.params()
        article = access.load(Article.objects.defer("search"), request.user, pk)
        rows = Claim.objects.filter(article=article, suggestion__isnull=False).defer("search")
        if "outcome" in given:
            rows = rows.filter(suggestion__outcome=given["outcome"])
        return self.page(rows.select_related("suggestion"))
