"""Spans follow an edited text, or say that they cannot (docs/anchoring.md)."""

from .carrying import Carried, Outcome, carry, carry_spans
from .doubts import Reason

__all__ = ["Carried", "Outcome", "Reason", "carry", "carry_spans"]
