"""What every versioned table has."""

from django.db import models

# Rows of one INSERT: a statement takes 65,535 parameters.
BATCH = 1_000


class Stamped(models.Model):
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Versioned(Stamped):
    # Raised by every write, so that two people never overwrite each other silently.
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
