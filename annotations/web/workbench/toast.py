"""The toast after something was done: what it was, and that it can be undone."""

from dataclasses import dataclass

from annotations.models import request_id
from annotations.services.undo import recent


@dataclass(frozen=True)
class Offer:
    """`request` is what the button takes back; after an undo it does the thing again."""

    words: str
    request: str
    is_undone: bool = False


def offer(request) -> Offer | None:
    """Of what this request did, if it can be taken back."""
    if request.method != "POST":
        return None
    this = request_id.get()
    words = recent.description(request.user, this)
    return Offer(words, this) if words else None
