"""The ids of callers' own systems; `acting` refuses one that another of the desk has."""

from django.utils.translation import gettext as _

from annotations.errors import WrongState
from annotations.models import Article, Claim
from annotations.models.external import LONGEST

from .transactions import clean_line

FIELD = "external_id"


def clean(value: str) -> str:
    """One line; "" for none. Raises Invalid when it is too long."""
    return clean_line(value, FIELD, longest=LONGEST)


def refuse_doubles(article: Article, desk_id: int) -> None:
    """Raises WrongState where the desk that an article is to go to has an id of it."""
    claims = Claim.objects.filter(article=article).exclude(external_id="")
    there = Claim.objects.filter(desk=desk_id, external_id__in=claims.values(FIELD))
    is_there = article.external_id and Article.objects.filter(
        desk=desk_id, external_id=article.external_id
    )
    if there.exists() or (is_there and is_there.exists()):
        raise WrongState(
            _("The other desk has an external id of this article or of its claims already.")
        )
