"""How many examples a property is tried with, beside the profiles of conftest.py."""

from hypothesis import settings


def times(factor: float) -> settings:
    """Decorates a property to be tried so many times as often as others, in whichever profile."""
    return settings(max_examples=max(1, round(settings().max_examples * factor)))
