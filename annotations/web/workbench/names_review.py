"""Whether somebody looked at every name of an article."""

from annotations import access
from annotations.models import Article, NamesReview, User


def of_article(user: User, article: Article) -> dict[str, object]:
    """What entities/names_review.html needs."""
    rows = NamesReview.objects.filter(revision=article.current_revision_id)
    return {
        "names_review": rows.select_related("reviewed_by").first(),
        "may_review_names": access.may(user, "review names", article.desk_id),
    }
