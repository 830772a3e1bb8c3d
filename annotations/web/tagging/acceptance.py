"""What desks made of the machine's suggestions, rule by rule."""

from annotations.models import Desk, Suggestion, User

from ..shell.stored import WORTH_CHECKING, retold


def of_desks(user: User, desk: Desk | None) -> list[dict]:
    """Rows of templates/tagging/rates.html: of one desk, or of all that the person sees."""
    desks = Desk.objects.filter(pk=desk.pk) if desk else Desk.objects.visible_to(user)
    rows = Suggestion.objects.not_hidden_from(user).rates(desks)
    for row in rows:
        row["words"] = _words(row["rule"])
        share = row["share"]
        row["percent"] = None if share is None else round(100 * share)
    return rows


def _words(rule: str) -> str:
    """A rule's name in words, also of one that is no longer there."""
    if rule in WORTH_CHECKING:
        return retold(WORTH_CHECKING[rule])
    return rule.replace("-", " ").replace("_", " ")
