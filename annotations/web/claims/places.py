"""The places of a claim: on which words it stands, changed by hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from annotations import access
from annotations.errors import NotFound
from annotations.models import Anchor, Claim
from annotations.services.anchors import adjust

from ..workbench.adjust import adjusted
from ..workbench.selections import selection_of
from .responses import PanelForm, answer, changing, seen_version

FORM = PanelForm("places_form")


def add(request, pk: int):
    """A selection as one more place."""
    with changing(request, pk, FORM) as claim:
        where = selection_of(request)
        seen = seen_version(request)
        row = adjust.add(actor=request.user, claim_id=pk, seen_version=seen, **where._asdict())
    return answer(request, claim, place=row.pk)


def resize(request, pk: int):
    """One place, an end of it by a word or a letter, or both to where they were dragged."""
    with _changing(request, pk) as (row, claim):
        access.require_claim_change(request.user, "edit", claim)
        adjust.move(
            actor=request.user,
            claim_id=claim.pk,
            anchor_id=row.pk,
            seen_version=seen_version(request),
            **adjusted(request, row)._asdict(),
        )
    return answer(request, claim, place=row.pk)


def remove(request, pk: int):
    with _changing(request, pk) as (row, claim):
        adjust.remove(
            actor=request.user,
            claim_id=claim.pk,
            anchor_id=row.pk,
            seen_version=seen_version(request),
        )
    return answer(request, claim)


@contextmanager
def _changing(request, pk: int) -> Iterator[tuple[Anchor, Claim]]:
    """One place of the text that stands, with its claim; raises NotFound."""
    row = Anchor.objects.current().filter(pk=pk).first() if pk < 2**63 else None
    if row is None:
        raise NotFound
    with changing(request, row.claim_id, FORM) as claim:
        yield row, claim
