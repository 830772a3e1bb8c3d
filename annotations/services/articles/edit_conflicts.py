"""A correction that came second: what was saved meanwhile, and both in one text."""

from annotations.models import Article, Revision
from annotations.models.articles.articles import RevisionQuerySet
from annotations.text.diff.merge3 import Merged, merge


def saved_since(article: Article, number: int) -> RevisionQuerySet:
    """The article's revisions after that number, oldest first, without their texts."""
    later = Revision.objects.filter(article=article, number__gt=number).without_text()
    return later.select_related("created_by").order_by("number")


def with_present(article: Article, base: int, mine: str) -> Merged:
    """`mine`, which began with the revision number `base`, and the present text in one.

    An unknown base shares nothing with either text.
    """
    present = article.current_revision
    if base == present.number:
        return Merged(mine, [])
    began = Revision.objects.filter(article=article, number=base)
    text = began.values_list("text", flat=True).first() or ""
    return merge(text, mine, present.text)
