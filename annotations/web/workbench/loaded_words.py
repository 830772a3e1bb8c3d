"""Loaded words in the outlet's own voice, as rows of the page: a layer that is off by default."""

from django.utils.translation import gettext as _

from annotations.models import Article, Quotation, Revision, StyleWord
from annotations.tagging.loaded_words import loaded


def rows(article: Article) -> list[dict]:
    """In the shape of `spans.span_rows`: `label` is the desk's advice; in at most three queries."""
    words = StyleWord.objects.filter(desk=article.desk_id).values_list("key", "advice")
    style = {word: advice or _("Loaded word") for word, advice in words}
    if not style:
        return []
    revision = article.current_revision_id
    text = Revision.objects.values_list("text", flat=True).get(pk=revision)
    quotes = Quotation.objects.filter(revision=revision, form="quote").only("start", "end")
    said = [place for one in quotes if (place := one.place)]
    return [_row(*one) for one in enumerate(loaded(text, said, style))]


def _row(number: int, one) -> dict:
    return {
        "kind": "loaded",
        "id": number,
        "start": one.start,
        "end": one.end,
        "exact": one.word,
        "verdict": "",
        "label": one.advice,
        "statement": one.word,
        "version": 1,
    }
