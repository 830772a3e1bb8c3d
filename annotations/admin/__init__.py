"""The admin panel; Django finds its tables here."""

from . import background, people, work

__all__ = ["background", "people", "work"]
