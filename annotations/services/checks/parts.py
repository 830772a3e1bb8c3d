"""What the verbs of questions and answers share: which rows are locked first, clean words."""

from typing import TypeVar

from django.utils.translation import gettext as _

from annotations.errors import Invalid, NotFound
from annotations.models import CheckAnswer, CheckQuestion, Claim
from annotations.text.invisible import shown

from ..transactions import locked, too_long

Part = TypeVar("Part", CheckQuestion, CheckAnswer)


def locked_part(model: type[Part], pk: int) -> tuple[Claim, Part]:
    """The claim first, what stands on it second: every verb locks in this order."""
    claim_id = model._default_manager.filter(pk=pk).values_list("claim", flat=True).first()
    if claim_id is None:
        raise NotFound
    claim = locked(Claim.objects.defer("search"), claim_id)
    row = locked(model._default_manager.all(), pk)
    row.claim = claim
    return claim, row


def clean(text: str, field: str, *, longest: int, required: bool = False) -> str:
    """A text without its outer blanks; raises Invalid."""
    text = shown(text.replace("\r\n", "\n")).strip()
    if required and not text:
        raise Invalid(_("This cannot be empty."), field=field)
    if len(text) > longest:
        raise Invalid(too_long(longest, len(text)), field=field)
    return text
