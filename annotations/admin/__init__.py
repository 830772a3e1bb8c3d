"""The admin panel; Django finds its tables here."""

from . import (
    articles,
    audit,
    claims,
    desks,
    entities,
    feeds,
    jobs,
    marks,
    members,
    people,
    rules,
    sources,
)

__all__ = [
    "articles",
    "audit",
    "claims",
    "desks",
    "entities",
    "feeds",
    "jobs",
    "marks",
    "members",
    "people",
    "rules",
    "sources",
]
