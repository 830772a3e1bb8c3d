"""How a test says that the database refuses something."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


@contextmanager
def refused(reason: str):
    """The block breaks the constraint (or trigger message) `reason`, also one that is deferred."""
    with pytest.raises(IntegrityError, match=reason), transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
