"""The admin panel; Django finds its tables here."""

from . import (
    articles,
    audit,
    claims,
    comments,
    desks,
    entities,
    feeds,
    guests,
    jobs,
    marks,
    members,
    people,
    redactions,
    rules,
    sources,
    webhooks,
)

__all__ = [
    "articles",
    "audit",
    "claims",
    "comments",
    "desks",
    "entities",
    "feeds",
    "guests",
    "jobs",
    "marks",
    "members",
    "people",
    "redactions",
    "rules",
    "sources",
    "webhooks",
]
