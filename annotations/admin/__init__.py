"""The admin panel; Django finds its tables here."""

from . import articles, audit, claims, desks, entities, jobs, people, sources

__all__ = ["articles", "audit", "claims", "desks", "entities", "jobs", "people", "sources"]
