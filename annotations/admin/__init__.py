"""The admin panel; Django finds its tables here."""

from django.contrib import admin

from . import articles, audit, claims, desks, entities, feeds, jobs, people, sources, teaching

__all__ = [
    "articles",
    "audit",
    "claims",
    "desks",
    "entities",
    "feeds",
    "jobs",
    "people",
    "sources",
    "teaching",
]

admin.site.site_header = admin.site.site_title = "Newsroom"
admin.site.index_title = "Administration"
