"""What follows from a claim's places: its order in lists, the words by which it is found."""

from annotations.models import Anchor, Claim

from ..claim_state import touched
from ..claim_words import search_of

COLUMNS = ("sort_start", "sort_end", "search", "asks_said", "asks_true")


def stand_again(claim: Claim) -> None:
    """Of a locked claim whose places or questions changed; the next version."""
    here = Anchor.objects.current().filter(claim=claim, start__isnull=False)
    first = here.first()
    if first and first.place:
        claim.sort_start, claim.sort_end = first.place
    claim.search = search_of(claim)
    touched(claim, *COLUMNS)
