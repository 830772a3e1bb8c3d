"""What desks made of the machine's suggestions, rule by rule."""

from annotations.models import Desk, Suggestion, User


def of_desks(user: User, desk: Desk | None) -> list[dict]:
    """Rows of templates/teaching/rates.html: of one desk, or of all that the person sees."""
    desks = Desk.objects.filter(pk=desk.pk) if desk else Desk.objects.visible_to(user)
    rows = Suggestion.objects.rates(desks)
    for row in rows:
        row["words"] = row["rule"].replace("-", " ").replace("_", " ")
        share = row["share"]
        row["percent"] = None if share is None else round(100 * share)
    return rows
