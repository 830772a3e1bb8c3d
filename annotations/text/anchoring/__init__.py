"""Spans follow an edited text, or say that they cannot (docs/anchoring.md)."""

from .carrying import Carried, Outcome, carry, carry_spans

__all__ = ["Carried", "Outcome", "carry", "carry_spans"]
