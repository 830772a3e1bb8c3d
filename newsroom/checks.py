"""What `manage.py check --deploy` says beyond Django's own."""

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.db import DatabaseError

from newsroom.database import roles
from newsroom.embedded.errors import EmbeddedError


@register(Tags.security, deploy=True)
def two_roles(app_configs, **_) -> list[Warning]:
    """Whether the web works with a role that can switch no guard of the database off."""
    if settings.DATABASE_OWNER or not _may_own():
        return []
    return [
        Warning(
            "DATABASE_OWNER_URL is not set: the web works as the owner of its tables, and could "
            "switch off the triggers that guard texts, verdicts and the audit trail.",
            hint="Give DATABASE_URL a role without rights of its own (docs/running.md).",
            id="newsroom.W001",
        )
    ]


def _may_own() -> bool:
    """Whether the one role that is known here owns the tables, or nobody can say."""
    try:
        return roles.owns_tables()
    except (DatabaseError, EmbeddedError):
        return True
