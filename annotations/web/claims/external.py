"""Checks by others, as pages show them."""

from collections.abc import Iterable

from annotations import access
from annotations.models import Claim, ExternalCheck, User

from ..shell.drawn import Drawn

MOST = 50


def of_claim(user: User, claim: Claim) -> dict[str, object]:
    """Those of this very claim, for its panel; see claims/external.html."""
    rows = ExternalCheck.objects.visible_to(user).of_claim(claim)[:MOST]
    may_cite = access.may(user, "add evidence", claim.desk_id)
    return {"external_checks": with_links(user, rows), "may_cite": may_cite}


def with_links(user: User, rows: Iterable[ExternalCheck]) -> list[Drawn]:
    """Each with whether this person may remove it."""
    checks: list[Drawn] = list(rows)
    for check in checks:
        check.may_remove = access.may_remove_external_check(user, check)
    return checks
