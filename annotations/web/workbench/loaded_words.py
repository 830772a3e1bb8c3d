"""Loaded words in the outlet's own voice, as rows of the page: a layer that is off by default."""

from django.utils.translation import gettext as _

from annotations.models import Article, Quotation, Revision, StyleWord
from annotations.models.prepared import Prepared
from annotations.tagging.loaded_words import loaded

STYLE: Prepared[tuple[str, str]] = Prepared(
    lambda desk: StyleWord.objects.filter(desk=desk).values_list("key", "advice")
)
TEXT: Prepared[str] = Prepared(
    lambda revision: Revision.objects.filter(pk=revision).values_list("text", flat=True)
)
QUOTED: Prepared[Quotation] = Prepared(
    lambda revision: Quotation.objects.filter(revision=revision, form="quote").only("start", "end")
)


def rows(article: Article) -> list[dict]:
    """In the shape of `spans.span_rows`: `label` is the desk's advice; in at most three queries."""
    style = {word: advice or _("Loaded word") for word, advice in STYLE(article.desk_id)}
    if not style:
        return []
    revision = article.current_revision_id
    said = [place for one in QUOTED(revision) if (place := one.place)]
    [text] = TEXT(revision)
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
