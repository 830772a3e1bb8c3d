"""Two claims of which something is said together."""

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotFound, Phrase
from annotations.models import Claim, User


def locked_pair(
    actor: User, action: str, claim_id: int, other_id: int, *, share: str, unlike: Phrase
) -> tuple[Claim, Claim]:
    """Both, locked in one order whoever asks; `share` is the column in which they are alike.

    Raises NotFound, NotAllowed, and Invalid, with the words of `unlike`, when they are not, and for
    one and the same.
    """
    rows = Claim.objects.not_hidden_from(actor).defer("search")
    rows = rows.filter(pk__in=[claim_id, other_id])
    found = {one.pk: one for one in rows.select_for_update(no_key=True).order_by("pk")}
    claim = found.get(claim_id)
    if claim is None:
        raise NotFound
    access.require(actor, action, claim.desk_id)
    other = found.get(other_id)
    if other is None or getattr(other, share) != getattr(claim, share):
        raise Invalid(unlike, field="other")
    if other == claim:
        raise Invalid(_("Choose another claim: this is the same one."), field="other")
    return claim, other
