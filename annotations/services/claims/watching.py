"""Who wants to hear of a claim."""

from annotations import access
from annotations.models import Claim, User, Watch

from ..transactions import acting


def watch(*, actor: User, claim_id: int) -> None:
    """From now on; watching twice is watching once. Raises NotFound."""
    claim = _seen(actor, claim_id)
    with acting(actor):
        Watch.objects.bulk_create([Watch(person=actor, claim=claim)], ignore_conflicts=True)


def unwatch(*, actor: User, claim_id: int) -> None:
    """No longer; raises NotFound for a claim that the person may not see."""
    claim = _seen(actor, claim_id)
    with acting(actor):
        Watch.objects.filter(person=actor, claim=claim).delete()


def _seen(actor: User, claim_id: int) -> Claim:
    claim = access.load(Claim.objects.only("desk"), actor, claim_id)
    access.require(actor, "watch", claim.desk_id)
    return claim
