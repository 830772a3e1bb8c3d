"""/api/v1/articles/{id}/quotations/ and …/suggestions/: what the tagger read in an article.

A suggestion is a claim in the stage `suggested`: POST claims/{id}/accept/ and …/dismiss/ decide.
"""

from annotations import access
from annotations.models import Article, Claim, Quotation, Suggestion

from ..shapes import QuotationShape, SuggestionShape
from ..shell import params
from ..shell.resources import Resource


class ArticleQuotations(Resource):
    """Who says what in the current revision, in the order of the text."""

    model = Quotation
    listed = QuotationShape

    def get(self, request, pk: int):
        self.params()
        article = access.load(Article.objects.defer("search"), request.user, pk)
        return self.page(Quotation.objects.filter(revision=article.current_revision_id))

    def represent(self, row: Quotation) -> dict:
        return {
            "id": row.pk,
            "revision": row.revision_id,
            "start": row.start,
            "end": row.end,
            "exact": row.exact,
            "parts": [{"start": start, "end": end} for start, end in row.parts],
            "kind": row.kind,
            "form": row.form,
            "speaker": {
                "name": row.speaker,
                "entity": row.entity_id,
                "start": row.speaker_start,
                "end": row.speaker_end,
            },
            "cue": row.cue,
            "rule": row.rule,
            "origin": row.origin,
        }


class ArticleSuggestions(Resource):
    """Suggested claims of an article with their reasons, decided ones too, in text order."""

    model = Suggestion
    listed = SuggestionShape
    filters = ("outcome",)

    def get(self, request, pk: int):
        given = self.params(outcome=params.one_of(Suggestion.Outcome))
        article = access.load(Article.objects.defer("search"), request.user, pk)
        rows = Claim.objects.filter(article=article, suggestion__isnull=False).defer("search")
        if "outcome" in given:
            rows = rows.filter(suggestion__outcome=given["outcome"])
        return self.page(rows.select_related("suggestion"))

    def represent(self, row: Claim) -> dict:
        suggestion = row.suggestion
        return {
            "claim": row.pk,
            "url": f"{self.base}claims/{row.pk}/",
            "version": row.version,
            "statement": row.statement,
            "stage": row.stage,
            "rule": suggestion.rule,
            "reason": suggestion.reason,
            "score": suggestion.score,
            "origin": suggestion.origin,
            "outcome": suggestion.outcome,
            "decided_by": suggestion.decided_by_id,
            "decided_at": suggestion.decided_at,
        }
