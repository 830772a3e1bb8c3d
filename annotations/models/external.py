"""The id that a caller's own system has for something: one of its kind a desk."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST = 200
ONCE = "_external_id_once"


class ExternalId(models.Model):
    external_id = models.CharField(
        max_length=LONGEST,
        blank=True,
        default="",
        db_default="",
        help_text=_("What your own system calls it; unique on its desk."),
    )

    class Meta:
        abstract = True


def once(table: str) -> models.UniqueConstraint:
    """Its index finds an id on all desks, too."""
    return models.UniqueConstraint(
        name=f"{table}{ONCE}",
        fields=["external_id", "desk"],
        condition=~Q(external_id=""),
    )
