"""The admin panel; Django finds its tables here."""

from . import (
    articles,
    audit,
    claims,
    comments,
    desks,
    entities,
    feeds,
    jobs,
    marks,
    members,
    people,
    redactions,
    rules,
    sources,
)

__all__ = [
    "articles",
    "audit",
    "claims",
    "comments",
    "desks",
    "entities",
    "feeds",
    "jobs",
    "marks",
    "members",
    "people",
    "redactions",
    "rules",
    "sources",
]
