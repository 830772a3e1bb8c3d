"""What every versioned table has."""

from django.db import models

# Rows of one INSERT: a statement takes 65,535 parameters.
BATCH = 1_000


class Stamped(models.Model):
    created_at = models.DateTimeField(auto_now_add=True)
    # The database sets it with every write, whatever wrote, by its own clock (migration 0014).
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Versioned(Stamped):
    # Raised by every write, so that two people never overwrite each other silently.
    version = models.PositiveIntegerField(default=1, editable=False)
    # Lists are asked for what changed since.
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        abstract = True
