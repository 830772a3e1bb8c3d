"""The admin panel; Django finds its tables here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

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
admin.site.index_title = _("Administration")
