"""Conversations that are about no claim: marks in the text, rows in the list."""

from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Article, Thread
from annotations.models.prepared import Prepared

from ..shell.drawn import Drawn

COLUMNS = ("pk", "start", "end", "exact", "version", "first_words")
OPEN: Prepared[Any] = Prepared(
    lambda article, revision: (
        Thread.objects.open()
        .beside_claims()
        .filter(article=article, revision=revision, start__isnull=False)
        .with_first_words()
        .values_list(*COLUMNS)
    )
)
LISTED: Prepared[Drawn] = Prepared(
    lambda article: (
        Thread.objects.beside_claims()
        .filter(article=article)
        .with_first_words()
        .select_related("created_by")
    )
)


def rows(article: Article) -> list[dict]:
    """The open ones on words of the current text, as the page paints them."""
    found = OPEN(article.pk, article.current_revision_id)
    label = _("Note")
    return [
        {
            "kind": "note",
            "id": pk,
            "start": start,
            "end": end,
            "exact": exact,
            "verdict": "",
            "label": label,
            "statement": words or "",
            "version": version,
        }
        for pk, start, end, exact, version, words in found
    ]


def listed(article: Article) -> list[Drawn]:
    """All of them, open ones first, in the order of the text; what has no place comes last."""
    last = float("inf")
    return sorted(
        LISTED(article.pk),
        key=lambda one: (one.is_resolved, last if one.start is None else one.start, one.pk),
    )
