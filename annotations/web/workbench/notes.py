"""Conversations that are about no claim: marks in the text, rows in the list."""

from django.utils.translation import gettext as _

from annotations.models import Article, Thread

from ..shell.drawn import Drawn

COLUMNS = ("pk", "start", "end", "exact", "version", "first_words")


def rows(article: Article) -> list[dict]:
    """The open ones on words of the current text, as the page paints them."""
    here = Thread.objects.open().beside_claims().filter(revision=article.current_revision_id)
    found = here.filter(article=article, start__isnull=False).with_first_words()
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
        for pk, start, end, exact, version, words in found.values_list(*COLUMNS)
    ]


def listed(article: Article) -> list[Drawn]:
    """All of them, open ones first, in the order of the text; what has no place comes last."""
    found = Thread.objects.beside_claims().filter(article=article).with_first_words()
    threads: list[Drawn] = list(found.select_related("created_by"))
    last = float("inf")
    return sorted(
        threads,
        key=lambda one: (one.is_resolved, last if one.start is None else one.start, one.pk),
    )
