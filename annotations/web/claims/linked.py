"""Links of a claim to others, as its panel shows them."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from annotations import access
from annotations.models import Claim, ClaimLink, User
from annotations.models.claims.families import Family, seen_by
from annotations.services.claims.joining import ACTION as MERGE
from annotations.services.claims.links import ACTION

from ..shell.drawn import Drawn
from .rows import describe

# As the claim at hand sees it; the last one is the second from the other side.
FOLLOWED = "followed"
KINDS = (
    (ClaimLink.Kind.SAME.value, gettext_lazy("is the same claim as")),
    (ClaimLink.Kind.FOLLOWS.value, gettext_lazy("follows from")),
    (FOLLOWED, gettext_lazy("is the basis of")),
    (ClaimLink.Kind.CONTRADICTS.value, gettext_lazy("contradicts")),
)
WORDS = {
    ClaimLink.Kind.SAME.value: pgettext_lazy("link between claims", "Same claim"),
    ClaimLink.Kind.FOLLOWS.value: pgettext_lazy("link between claims", "Follows from"),
    FOLLOWED: pgettext_lazy("link between claims", "Basis of"),
    ClaimLink.Kind.CONTRADICTS.value: pgettext_lazy("link between claims", "Contradicts"),
}


def links_of(user: User, claim: Claim) -> dict[str, object]:
    """What templates/claims/links.html needs, in three queries; a family takes two more."""
    rows = ClaimLink.objects.visible_to(user).of(claim).order_by("pk")
    rows = rows.filter(claim__merged_into=None, other__merged_into=None)
    rows = rows.select_related("claim__article", "other__article")
    left_out = [f"{one}__{name}" for one in ("claim", "other") for name in ("search",)]
    left_out += [f"{one}__article__search" for one in ("claim", "other")]
    may_merge = claim.is_standing and access.may(user, MERGE, claim.desk_id)
    found: list[Drawn] = list(rows.defer(*left_out))
    for link in found:
        is_first = link.claim_id == claim.pk
        link.far = link.other if is_first else link.claim
        is_ground = link.kind == ClaimLink.Kind.FOLLOWS and not is_first
        is_here = link.far.article_id == claim.article_id
        link.may_merge = may_merge and is_here and link.kind == ClaimLink.Kind.SAME
        link.words = WORDS[FOLLOWED if is_ground else link.kind]
    describe([link.far for link in found])
    return {
        "links": found,
        "link_kinds": KINDS,
        "family": _family(user, claim, found),
        "merged": list(claim.merged.defer("search").order_by("pk")),
        "may_split": may_merge,
        "may_link": access.may(user, ACTION, claim.desk_id),
    }


def _family(user: User, claim: Claim, found: list[Drawn]) -> Family | None:
    """What this person sees of it; None without one."""
    is_one = any(link.kind == ClaimLink.Kind.SAME for link in found)
    return seen_by(user, claim) if is_one else None
