"""Spans follow an edited text, or say that they cannot (docs/anchoring.md)."""

from .doubts import Reason
from .reanchoring import Carried, Outcome, carry, carry_spans

__all__ = ["Carried", "Outcome", "Reason", "carry", "carry_spans"]
