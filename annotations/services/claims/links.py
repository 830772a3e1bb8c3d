"""Claims linked by hand: the same claim, follows from, contradicts."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations import access
from annotations.errors import NotFound, WrongState
from annotations.models import Claim, ClaimLink, User
from annotations.models.notice import notify

from ..limits import is_full
from ..transactions import acting, chosen
from .pairs import locked_pair

ACTION = "link claims"
NOT_HERE = gettext_lazy("There is no such claim on this desk.")
MOST = 100


def add(*, actor: User, claim_id: int, other_id: int, kind: str) -> ClaimLink:
    """`claim` is the same as, follows from or contradicts `other`, of the same desk.

    A link that is there already is the answer. Raises NotFound, NotAllowed, Invalid for the claim
    itself, one of another desk, and an unknown kind, and WrongState when either has too many.
    """
    with acting(actor):
        claim, other = locked_pair(
            actor, ACTION, claim_id, other_id, share="desk_id", unlike=NOT_HERE
        )
        kind = chosen(ClaimLink.Kind, kind, "kind")
        if kind in ClaimLink.SYMMETRIC and claim.pk > other.pk:
            claim, other = other, claim
        standing = ClaimLink.objects.filter(claim=claim, other=other, kind=kind).first()
        if standing:
            return standing
        for one in (claim, other):
            if is_full(ClaimLink.objects.of(one), MOST, of=Claim, pk=one.pk):
                message = _("“%(claim)s” has as many links as it can have.")
                raise WrongState(message % {"claim": one})
        link = ClaimLink.objects.create(claim=claim, other=other, kind=kind, created_by=actor)
        _notify(claim, other)
    return link


def remove(*, actor: User, link_id: int) -> None:
    """Raises NotFound and NotAllowed."""
    with acting(actor):
        links = ClaimLink.objects.not_hidden_from(actor).select_related("claim", "other")
        link = links.filter(pk=link_id).first()
        if link is None:
            raise NotFound
        access.require(actor, ACTION, link.claim.desk_id)
        link.delete()
        _notify(link.claim, link.other)


def _notify(*claims: Claim) -> None:
    for claim in claims:
        notify("claim", desk=claim.desk_id, article=claim.article_id, pk=claim.pk)
